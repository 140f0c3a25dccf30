import { offers } from './offers.js';

const list = document.querySelector('#offers');
for (const { name } of await offers('/openstack', 'consumer-token')) {
  const item = document.createElement('li');
  item.textContent = name;
  list.append(item);
}
