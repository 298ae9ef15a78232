const LONGEST = 200
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

/** A file's name as something to show and to save under, never a path: no folders, no controls, nothing that turns the writing round. */
export function cleanName(name: string): string {
  const last = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last
    .replace(UNSEEN, '')
    .replace(/[<>:"|?*\ufffd]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  return shortened([...clean]) || 'file'
}

/** The ending says what opens it, so it is the middle that goes. */
function shortened(points: readonly string[]): string {
  if (points.length <= LONGEST) return points.join('')
  const dot = points.lastIndexOf('.')
  const ending = dot > 0 && points.length - dot <= 12 ? points.slice(dot) : []
  return [...points.slice(0, LONGEST - ending.length), ...ending].join('')
}
