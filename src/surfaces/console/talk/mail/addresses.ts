export const MOST_COPIES = 20

const ADDRESS = /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+\.[^\s@<>(),;:"[\]\\]+$/

export interface Typed {
  addresses: readonly string[]
  /** The first thing that is no address. */
  wrong: string | null
}

/** Addresses as people type and paste them: by comma, semicolon or line, with or without a name. */
export function typedAddresses(text: string): Typed {
  const parts = text
    .split(/[,;\n]+/)
    .map((part) => (/<([^<>]*)>\s*$/.exec(part)?.[1] ?? part).trim())
    .filter((part) => part !== '')
  const wrong = parts.find((part) => !ADDRESS.test(part) || part.length > 254) ?? null
  return { addresses: [...new Set(parts.map((part) => part.toLowerCase()))], wrong }
}

export const withAddress = (text: string, address: string): string =>
  [...typedAddresses(text).addresses, address.toLowerCase()].join(', ')
