/**
 * Calls a function of whoever made the fake. What that throws is theirs, and changes nothing here: the answer that it heard
 * of goes out. It is printed with the name of the function.
 * @param name what it is called where it was given: `onExchange`.
 */
export function callListener<Heard>(name: string, listener: (heard: Heard) => void, heard: Heard): void {
  try {
    listener(heard);
  } catch (error) {
    console.error(
      `The function ${name}, which was given to image-members-fake, threw an error. It changes no answer; a listener must not throw.`,
      error,
    );
  }
}
