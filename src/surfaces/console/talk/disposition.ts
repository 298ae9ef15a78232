const last = new Map<string, string>()

/** Preselected next time: what this advisor chose last for the brand. */
export const rememberDisposition = (brand: string, id: string): void => void last.set(brand, id)
export const lastDisposition = (brand: string): string | null => last.get(brand) || null
