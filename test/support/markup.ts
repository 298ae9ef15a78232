export type Element = { name: string; attributes: ReadonlyMap<string, string> }

const TAG = /^<(\/?)([a-z][a-z0-9]*)((?: [a-z][a-z-]*(?:="[^"<>]*")?)*)(?: ?\/)?>/

/**
 * The elements of HTML that we made, as a browser would see them; what stands inside a value is a value, whatever it looks like.
 * Throws where a `<` begins anything but a whole tag in our own spelling, for a browser could take that for something else.
 */
export function elementsOf(html: string): Element[] {
  const elements: Element[] = []
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at + 1)) {
    const [, closes, name = '', attributes = ''] = TAG.exec(html.slice(at)) ?? notATag(html.slice(at, at + 80))
    if (closes === '') elements.push({ name, attributes: attributesOf(attributes) })
  }
  return elements
}

function notATag(text: string): never {
  throw new Error(`Not a whole tag: ${text}`)
}

function attributesOf(text: string): Map<string, string> {
  return new Map([...text.matchAll(/ ([a-z-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, value]))
}
