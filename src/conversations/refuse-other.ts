import { Problem } from '#kernel/errors'

/** An id that is known already may only come again with the same names. */
export function refuseOther(known: { name: Record<string, string> } | undefined, name: Record<string, string>): void {
  const same = known !== undefined && Object.keys(name).every((lang) => known.name[lang] === name[lang])
  if (!same) throw new Problem('id_reused', 'This id already belongs to something else. Send again with a new id.')
}
