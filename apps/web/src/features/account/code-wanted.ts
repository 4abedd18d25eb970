/** What sign-in answers when the password was right and the second step is still to come. */
export const CODE_WANTED = 'second-step';
