/** What comes first by an order can be seen and taken at once, however much there is. */
export class Heap<T> {
  readonly #items: T[] = []
  readonly #before: (a: T, b: T) => boolean
  constructor(before: (a: T, b: T) => boolean) {
    this.#before = before
  }

  first(): T | undefined {
    return this.#items[0]
  }

  put(item: T): void {
    const items = this.#items
    let at = items.push(item) - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      const other = items[above]
      if (other === undefined || !this.#before(item, other)) break
      items[at] = other
      at = above
    }
    items[at] = item
  }

  take(): T | undefined {
    const items = this.#items
    const [first, last] = [items[0], items.pop()]
    if (last === undefined || items.length === 0) return first
    let at = 0
    for (;;) {
      const below = this.#earlier(2 * at + 1, 2 * at + 2)
      const other = items[below]
      if (other === undefined || !this.#before(other, last)) break
      items[at] = other
      at = below
    }
    items[at] = last
    return first
  }

  #earlier(left: number, right: number): number {
    const [one, other] = [this.#items[left], this.#items[right]]
    return one !== undefined && other !== undefined && this.#before(other, one) ? right : left
  }
}
