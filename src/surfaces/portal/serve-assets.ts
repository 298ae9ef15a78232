import type { FastifyInstance } from 'fastify'
import { builtFolder } from '../assets.ts'

/** The style sheet and the little script: their names change with their content, so they are kept for good. */
export function serveAssets(scope: FastifyInstance): void {
  scope.get<{ Params: { file: string } }>('/portal/assets/:file', async (request, reply) =>
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .sendFile(`assets/${request.params.file}`, builtFolder('portal')),
  )
}
