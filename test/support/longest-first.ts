import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What says that it takes its time begins first, so that no worker is left alone with it at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [...sorted.filter(takesLong), ...sorted.filter((file) => !takesLong(file))]
  }
}

const LONG = /\.slow\.test\.ts$|\/world\/|\/test\/(laws|peers)\//
const takesLong = ({ moduleId }: TestSpecification): boolean => LONG.test(moduleId)
