import { createCipheriv, createHash, randomBytes } from 'node:crypto'

/** A PDF with one line of Helvetica per page; with a `password`, locked by it (AES-256, revision 5). */
export function pdfOf(lines: readonly string[], password?: string): Buffer {
  const lock = password === undefined ? null : lockOf(password)
  const pages = lines.map((_, index) => 4 + index * 2)
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${pages.map((at) => `${at} 0 R`).join(' ')}]/Count ${pages.length}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ...lines.flatMap((line, index) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Resources<</Font<</F 3 0 R>>>>/Contents ${5 + index * 2} 0 R>>`,
      streamOf(`BT /F 24 Tf 40 500 Td (${line}) Tj ET`, lock),
    ]),
    ...(lock === null ? [] : [lock.dictionary]),
  ]
  const trailer = lock === null ? '' : `/Encrypt ${objects.length} 0 R/ID[<00><00>]`
  return assembled(objects, trailer)
}

interface Lock {
  key: Buffer
  dictionary: string
}

function streamOf(content: string, lock: Lock | null): string {
  const iv = randomBytes(16)
  const bytes =
    lock === null ? Buffer.from(content) : Buffer.concat([iv, aes(lock.key, iv, Buffer.from(content), true)])
  return `<</Length ${bytes.length}>>stream\n${bytes.toString('latin1')}\nendstream`
}

function lockOf(password: string): Lock {
  const key = randomBytes(32)
  const user = hashed(password, Buffer.alloc(0), key)
  const owner = hashed(password, user.check, key)
  const permissions = Buffer.concat([Buffer.from('fcffffffffffffff', 'hex'), Buffer.from('Tadb'), randomBytes(4)])
  const perms = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(permissions)
  const hex = (bytes: Buffer) => `<${bytes.toString('hex')}>`
  const filter = '/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF/StdCF/StrF/StdCF'
  const proofs = `/U${hex(user.check)}/UE${hex(user.wrapped)}/O${hex(owner.check)}/OE${hex(owner.wrapped)}`
  return { key, dictionary: `<</Filter/Standard/V 5/R 5/Length 256/P -4${filter}${proofs}/Perms${hex(perms)}>>` }
}

function hashed(password: string, also: Buffer, key: Buffer) {
  const [check, wrap] = [randomBytes(8), randomBytes(8)]
  const hash = (salt: Buffer) => createHash('sha256').update(password).update(salt).update(also).digest()
  return {
    check: Buffer.concat([hash(check), check, wrap]),
    wrapped: aes(hash(wrap), Buffer.alloc(16), key, false),
  }
}

function aes(key: Buffer, iv: Buffer, bytes: Buffer, pads: boolean): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(pads)
  return Buffer.concat([cipher.update(bytes), cipher.final()])
}

function assembled(objects: readonly string[], trailer: string): Buffer {
  let text = '%PDF-1.7\n'
  const offsets = objects.map((object, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  return Buffer.from(
    `${text}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${text.length}\n%%EOF`,
    'latin1',
  )
}
