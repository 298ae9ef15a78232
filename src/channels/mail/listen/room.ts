/** Memory for mails that are coming in, over all connections: what does not fit now is asked to come later. */
export class Room {
  #left: number
  constructor(bytes: number) {
    this.#left = bytes
  }

  take(bytes: number): boolean {
    if (bytes > this.#left) return false
    this.#left -= bytes
    return true
  }

  give(bytes: number): void {
    this.#left += bytes
  }
}
