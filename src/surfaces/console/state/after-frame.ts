/** A page that is not looked at draws no frames. */
const AT_MOST_MS = 250

/** Does it when the next frame has been drawn: what changed until now is on the screen by then. Answers how to leave it. */
export function afterFrame(then: () => void): () => void {
  const once = (): void => {
    leave()
    then()
  }
  const late = setTimeout(once, AT_MOST_MS)
  let soon: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    soon = setTimeout(once)
  })
  const leave = (): void => {
    clearTimeout(late)
    clearTimeout(soon)
    cancelAnimationFrame(frame)
  }
  return leave
}
