import { sharedImages } from './images.js';

export default async function Page() {
  const [offered, accepted] = await Promise.all([sharedImages('pending'), sharedImages('accepted')]);
  return (
    <main>
      <h1>Shared images</h1>
      <ul aria-label="Offered">
        {offered.map(({ id, name }) => (
          <li key={id}>
            {name}
            <form method="post" action={`/accept/${id}`}>
              <button>Accept</button>
            </form>
          </li>
        ))}
      </ul>
      <ul aria-label="Accepted">
        {accepted.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
    </main>
  );
}
