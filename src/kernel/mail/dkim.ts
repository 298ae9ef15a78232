import { createPublicKey, generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'

/** With what a domain signs: where its public half is published, and the private half as PEM. */
export interface DkimKey {
  domain: string
  selector: string
  privateKey: string
}

/** What is signed when it is there. RFC 8058 wants the two headers of unsubscribing among it. */
const SIGNED = [
  'From:Sender:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:Content-Transfer-Encoding',
  'In-Reply-To:References:Auto-Submitted:List-Id:List-Unsubscribe:List-Unsubscribe-Post',
].join(':')

/** RSA of 2048 bits: ed25519 (RFC 8463) is not verified by the large receivers, and longer RSA keys do not fit everybody's DNS. */
export async function makeDkimKey(): Promise<{ publicKey: string; privateKey: string }> {
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return { publicKey: pair.publicKey.toString('base64'), privateKey: pair.privateKey }
}

/** The text of the TXT record at `<selector>._domainkey.<domain>`. */
export const publicRecord = (publicKey: string): string => `v=DKIM1; k=rsa; p=${publicKey}`

/** The mail with a signature on top. Rejects when the key is none: a mail that should be signed does not leave unsigned. */
export async function signed(raw: Buffer, { domain, selector, privateKey }: DkimKey): Promise<Buffer> {
  createPublicKey(privateKey)
  const { default: Dkim } = await import('nodemailer/lib/dkim')
  const signer = new Dkim({ domainName: domain, keySelector: selector, privateKey, headerFieldNames: SIGNED })
  const pieces: Buffer[] = []
  for await (const piece of signer.sign(raw)) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}
