/** Source: src/domain/profile.ts (`Checked`), what each check looks at. */
import { expectTypeOf, it } from 'vitest';
import type { CheckFor, CheckName, Profile } from '../../src/domain/profile.ts';
import type { Operation } from '../../src/domain/operations.ts';

it('a profile lists only checks that the operation can carry', () => {
  expectTypeOf<Profile['checks']['listMembers'][number]>().toEqualTypeOf<
    'imageVisible' | 'imageShared' | 'callerReads' | 'callerPermitted' | 'roomLeft'
  >();
  expectTypeOf<'memberNew'>().not.toExtend<CheckFor<'listMembers'>>();
  expectTypeOf<'imageVisible'>().not.toExtend<CheckFor<'createImage'>>();
  expectTypeOf<'statusKnown'>().toExtend<CheckFor<'updateMember'>>();
});

it('each check is one of some operation', () => {
  expectTypeOf<CheckFor<Operation>>().toEqualTypeOf<CheckName>();
});
