/** The day of an instant where the reader is, as `2026-11-30`. */
export const localDay = (at: string): string => {
  const date = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
