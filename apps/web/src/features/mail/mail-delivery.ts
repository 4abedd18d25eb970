/** `smtp`: mail leaves. `mailbox`: it waits on a page of this machine. `none`: it reaches nobody. */
export type MailDelivery = 'smtp' | 'mailbox' | 'none';
