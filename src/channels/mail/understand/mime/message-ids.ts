const MOST = 100

/** The ids in a header, without brackets. What has no brackets at all counts when it looks like one. */
export function messageIds(header: string | undefined): string[] {
  const text = (header ?? '').slice(0, 16_000)
  const found = [...text.matchAll(/<\s*([^<>]{1,990}?)\s*>/g)].map(([, id = '']) => id.replace(/\([^()]*\)|\s+/g, ''))
  const bare = found.length > 0 ? found : text.split(/[\s,]+/).filter((word) => /^[^\s@]+@[^\s@]+$/.test(word))
  return [...new Set(bare)].slice(-MOST)
}
