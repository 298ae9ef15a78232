import { install, mayInstallMuch, onPath } from './debian.ts'

/** A C compiler, installed when it may be. */
export const haveCompiler = async (): Promise<boolean> =>
  onPath('cc') !== null || (mayInstallMuch() && (await install('gcc', 'libc6-dev')))
