import fc from 'fast-check'

const valid = [
  `SELECT a.b[0], "c d" FROM "shop"."byG" WHERE g IN ('x', ?) AND n BETWEEN -1 AND 2e3 ORDER BY n DESC`,
  `SELECT * FROM shop WHERE NOT begins_with(a, 'it''s') OR size(b) >= 3 AND c IS NOT MISSING -- so`,
  `SELECT pk, sk FROM shop WHERE pk = 'a' AND sk > '1' ORDER BY pk, sk`,
  `INSERT INTO shop VALUE {'pk': 'a', 'sk': '1', 'l': [1, {'x': <<'y'>>}], 'n': 5, 'p': ?}`,
  `UPDATE shop SET a = b + 1 - 2 SET s = set_add(s, <<1, 2>>) REMOVE c[1] WHERE pk = 'a' RETURNING ALL NEW *`,
  `UPDATE shop SET n = if_not_exists(n, 0) + 1, l = list_append(l, [?]) WHERE pk = 'a' AND sk = '1'`,
  `DELETE FROM shop WHERE pk = 'a' AND sk = ? RETURNING ALL OLD *`,
  `EXISTS(SELECT * FROM shop WHERE pk = 'a' AND contains(s, 'b'))`,
]
const pieces = [
  ...new Set(valid.flatMap((text) => text.match(/\w+|<<|>>|\S/g) ?? [])),
  ...'/* */ -- " \' ` @ ; CASE constructor __proto__ 1e999 - \n'.split(' '),
]

/** Statements with a few mistakes in them, or with none. */
export const mutatedStatements: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...valid),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 12 }), fc.constantFrom('', ...pieces)), { maxLength: 4 }),
  )
  .map(([text, changes]) =>
    changes.reduce((current, [where, length, piece]) => {
      const start = where % (current.length + 1)
      return `${current.slice(0, start)}${piece}${current.slice(start + length)}`
    }, text),
  )

/** Words and signs of statements in any order. */
export const soups: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...pieces), { maxLength: 30 })
  .map((each) => each.join(' '))
