/** The one thing kept in the visitor's browser, and only once they have written: what opens their conversation. */
export interface Token {
  read(): string | null
  keep(token: string): void
  forget(): void
}

/** Where storage is refused, the conversation lasts as long as the page. */
export function tokenOf(brand: string): Token {
  const key = `switchboard:${brand}`
  let held: string | null = null
  const storage = <T>(use: (storage: Storage) => T): T | null => {
    try {
      return use(localStorage)
    } catch {
      return null
    }
  }
  return {
    read: () => {
      held = storage((kept) => kept.getItem(key)) ?? held
      return held
    },
    keep: (token) => {
      held = token
      storage((kept) => kept.setItem(key, token))
    },
    forget: () => {
      held = null
      storage((kept) => kept.removeItem(key))
    },
  }
}

/** 192 random bits: nobody else can come upon it. */
export function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24))
  return `sbv_${btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')}`
}
