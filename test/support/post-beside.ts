import { parentPort, workerData } from 'node:worker_threads'
import { createTransport } from 'nodemailer'

const { port, mail } = workerData
const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
const { response } = await transport.sendMail({ disableFileAccess: true, ...mail })
transport.close()
parentPort?.postMessage(Number(response.slice(0, 3)))
