import { addressParser } from 'postal-mime'
import type { Address } from '../mail-understood.ts'
import { allOf, firstOf, type Header } from '../mime/headers.ts'
import { readWords } from '../mime/words.ts'

const MOST_LENGTH = 8000
const MOST = 100
const LOOKS_RIGHT = /^[^\s@<>()]+@[^\s@<>()]+$/
const ANYWHERE = /[^\s@<>"'(),:;[\]]+@[^\s@<>"'(),;[\]]+/

/** The mailboxes of one header, groups opened, names decoded. Nothing that is no address counts as one. */
export function readAddresses(header: string): Address[] {
  const text = withoutOddities(header.slice(0, MOST_LENGTH))
  try {
    return addressParser(text, { flatten: true })
      .slice(0, MOST)
      .map(({ name, address }) => ({ name: readName(name), address: tidyAddress(address ?? '') }))
      .filter(({ name, address }) => name !== '' || address !== '')
  } catch {
    return []
  }
}

export const addressesOf = (headers: readonly Header[], name: string): Address[] =>
  allOf(headers, name).flatMap(readAddresses).slice(0, MOST)

/** Whom to answer to when From says nothing usable: what comes next says it. */
const BY_TRUST = ['from', 'reply-to', 'return-path', 'sender'] as const

/** Who wrote: the first header with a usable address; its name from From, whatever address is used. */
export function readSender(headers: readonly Header[]): Address {
  const from = firstOf(headers, 'from') ?? ''
  for (const header of BY_TRUST) {
    const found = usable(firstOf(headers, header) ?? '')
    if (found !== null) return header === 'from' ? found : { ...found, name: found.name || looseName(from) }
  }
  return readAddresses(from)[0] ?? { name: readWords(from), address: '' }
}

function usable(value: string): Address | null {
  if (value === '') return null
  const found = [value, withoutComments(value)].flatMap(readAddresses).find(({ address }) => LOOKS_RIGHT.test(address))
  if (found !== undefined) return found
  // What the grammar cannot read, people still can: `Name <who@where` or an address in running text.
  const decoded = readWords(value)
  const angled = /<\s*([^<>]*@[^<>]*?)\s*>?\s*$/.exec(decoded)?.[1]
  const address = tidyAddress(angled ?? ANYWHERE.exec(decoded)?.[0] ?? '')
  return LOOKS_RIGHT.test(address) ? { name: looseName(decoded, address), address } : null
}

const looseName = (value: string, address = ''): string =>
  readName(
    readWords(value)
      .replace(/<[^<>]*>?/g, ' ')
      .replace(address, ' '),
  )

const readName = (name: string): string =>
  readWords(name)
    .replace(/\\(["\\])/g, '$1')
    .replace(/^["'\s]+|["'\s]+$/g, '')
    .replace(/\s+/g, ' ')

function tidyAddress(address: string): string {
  const bare = readWords(address)
    .replace(/^(?:mailto:|smtp:)/i, '')
    .replace(/\s+/g, '')
    .replace(/^["'<]+(?=[^"'<>]+@)|[>"',.;]+$/g, '')
  return bare.slice(0, 320)
}

/** Seen in the wild and read by no grammar: a second pair of angle brackets, addresses split by semicolons. */
const withoutOddities = (text: string): string =>
  text
    .replace(/<<+/g, '<')
    .replace(/>>+/g, '>')
    .replace(/>\s*;\s*(?=[^;]*@)/g, '>, ')

/** RFC 822 allows comments and spaces inside of an address; nobody has written so for decades, and some still do. */
const withoutComments = (text: string): string => text.replace(/\([^()]{0,200}\)/g, '').replace(/\s*([.@])\s*/g, '$1')
