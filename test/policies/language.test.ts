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
  });
  return typeof result === 'object' ? `depends on ${result.depends}` : result;
}

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
  ['project_id:T', true],
  ['is_admin:True', false],
  ['system_scope:all', false],
  ['tenant:%(tenant)s', false],
  ['project_id:%(target.owner)s', false],
  ['rule:missing', false],
  ['rule:loop', false],
  ['rule:one', false],
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
