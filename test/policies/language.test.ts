/** Source: oslo.policy 4.0, its policy language; a caller of the tenant T with some roles, an image of an owner. */
import { expect, it } from 'vitest';
import { checkOf } from '../../src/domain/policy/check.ts';
import { evaluate } from '../../src/domain/policy/evaluate.ts';

const rules = new Map(
  Object.entries({ admin: 'role:admin', loop: 'rule:loop', one: 'rule:two', two: 'rule:one' }),
);

/** What comes of a rule for a member of T, and an image that T owns. */
function passes(rule: string | readonly unknown[]): boolean | string {
  const result = evaluate(checkOf(rule), {
    rule: (name) => (rules.has(name) ? checkOf(rules.get(name) ?? '') : undefined),
    facts: {
      roles: new Set(['member', 'reader']),
      token: { project_id: 'T', system_scope: null },
      image: { owner: 'T', project_id: 'T', visibility: 'shared', member_id: null },
    },
    known: new Map(),
  });
  return typeof result === 'object' ? `depends on ${result.depends}` : result;
}

it.each([
  ['%(', ''],
  [')', 'a'],
  ['%(a', ''],
  ['(', ''],
  ['%(owner)', ''],
  ["'", ''],
])('a rule of a million signs is read in one go: %s', (sign, end) => {
  const many = sign.repeat(1_000_000 / sign.length);
  expect(passes(`role:x${many}${end}`)).toBe(false);
  expect(passes(`${many}x:T`)).toBe(false);
});

it.each<[rule: string, passes: boolean | string]>([
  ['', true],
  ['@', true],
  ['!', false],
  ['role:member', true],
  ['role:MEMBER', true],
  ['Role:member', false],
  ['role:admin', false],
  ['rule:admin', false],
  ['not rule:admin', true],
  ['NOT role:admin AND role:member', true],
  ['role:admin or role:member and role:reader', true],
  ['role:member or role:admin and role:admin', true],
  ['(role:member or role:admin) and role:admin', false],
  ['not (role:admin or role:member)', false],
  ['not not role:member', true],
  ['((role:member))', true],
  ['project_id:%(project_id)s', true],
  ['project_id:%(owner)s', true],
  ['project_id:%(member_id)s', false],
  ['None:%(member_id)s', true],
  ["'shared':%(visibility)s", true],
  ['"private":%(visibility)s', false],
  ["'a-T-%(b)c-shared%':a-%(owner)s-%(b)c-%(visibility)s%", true],
  ['project_id:T', true],
  ['is_admin:True', false],
  ['system_scope:all', false],
  ['tenant:%(tenant)s', false],
  ['project_id:%(target.owner)s', false],
  ['rule:missing', false],
  ['rule:loop', 'depends on a rule that leads back to itself (loop)'],
  ['rule:one', 'depends on a rule that leads back to itself (one)'],
  ['rule:loop and role:admin', false],
  ['role:%(visibility)s', false],
  ['role:%(nothing)s', false],
  ['role:%(project_id)s or @', true],
  ['role:%(name)s', 'depends on %(name)s'],
  ['is_admin_project:True', false],
  ['(@ or role:admin) and not !', true],
  ['not @', false],
  ['(!) or not !', true],
  ['@ @', false],
  ['()', false],
  [' ', false],
  ['role:member\nor role:admin', true],
  ['roles:member', true],
  ['roles:MEMBER', false],
  ['roles:admin', false],
  ['not(role:admin)', false],
  ["'1':1", true],
  ['None:None', true],
  ['not rule:missing', true],
  ['not rule:loop', 'depends on a rule that leads back to itself (loop)'],
  ['role:member or http://policies.test', true],
  ['user_id:%(owner)s', 'depends on user_id'],
  ["'x':%(name)s", 'depends on %(name)s'],
  ["'x':%(name)s and role:admin", false],
  ["'x':%(name)s or role:member", true],
  ['https://policies.test', 'depends on https://policies.test'],
  ['nonsense', false],
  ['role:member and', false],
  ['role:member role:reader', false],
  ['(role:member', false],
  ['role:member)', false],
  ['and', false],
])('%s', (rule, expected) => {
  expect(passes(rule)).toBe(expected);
});

it('the older form: one of several lists, of which all must hold', () => {
  expect(passes([])).toBe(true);
  expect(passes([['role:admin'], ['role:member', 'role:reader']])).toBe(true);
  expect(passes([['role:member', 'role:admin']])).toBe(false);
  expect(passes(['role:member'])).toBe(true);
  expect(passes([[]])).toBe(false);
});

it('parentheses without end cost no more than their length', () => {
  expect(passes('('.repeat(100_000))).toBe(false);
  expect(passes(`${'not '.repeat(100_000)}role:member`)).toBe(false);
});

it('lists of the older form: an empty list within one is left out, as are texts without letters', () => {
  expect(passes([['role:member', '!'], ['@']])).toBe(true);
  expect(passes([[], ['role:admin']])).toBe(false);
  expect(passes([['role:member'], []])).toBe(true);
  expect(passes([''])).toBe(false);
});

it('rules that lead to one another many times over are worked out once each', () => {
  let asked = 0;
  const twice = Array.from({ length: 60 }, (_, place): [string, string] => [
    `twice${place}`,
    place === 59 ? 'role:member' : `rule:twice${place + 1} and rule:twice${place + 1}`,
  ]);
  const doubled = new Map(twice);
  const result = evaluate(checkOf('rule:twice0'), {
    rule: (name) => {
      asked += 1;
      return checkOf(doubled.get(name) ?? '!');
    },
    facts: { roles: new Set(['member']), token: {}, image: {} },
    known: new Map(),
  });
  expect([result, asked]).toEqual([true, 60]);
});

it('beyond five hundred levels nothing is said of a rule', () => {
  const chain = (length: number): unknown =>
    evaluate(checkOf('rule:0'), {
      rule: (name) => checkOf(Number(name) === length ? '@' : `rule:${Number(name) + 1}`),
      facts: { roles: new Set(), token: {}, image: {} },
      known: new Map(),
    });
  expect(chain(400)).toBe(true);
  expect(chain(10_000)).toEqual({ depends: 'rules more than 500 levels down' });
});
