import { createFake } from 'image-members-fake';
import { imageMembers } from 'image-members-fake/express';

/** Only the development server has it: nothing of the fake is in what `vite build` makes. */
const cloud = {
  name: 'cloud',
  configureServer({ middlewares }) {
    middlewares.use('/openstack', imageMembers(createFake()));
  },
};

export default { plugins: [cloud] };
