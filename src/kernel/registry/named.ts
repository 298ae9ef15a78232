/** A map that refuses a second entry of the same name, so that two modules can never shadow each other. */
export class Named<K extends string, V> extends Map<K, V> {
  readonly what: string
  constructor(what: string) {
    super()
    this.what = what
  }
  add(name: K, value: V): void {
    if (this.has(name)) throw new Error(`The ${this.what} '${name}' is registered twice.`)
    this.set(name, value)
  }
}
