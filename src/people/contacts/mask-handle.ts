/** Enough to tell two handles apart, too little to use one: `a•••@mail.example`, `•••42`. */
export function maskHandle(handle: string): string {
  const at = handle.lastIndexOf('@')
  if (at > 0) return `${first(handle)}•••${handle.slice(at)}`
  const letters = [...handle]
  return letters.length < 6 ? '•••' : `•••${letters.slice(-2).join('')}`
}
const first = (text: string) => [...text][0] ?? ''
