-- What someone has written within the hour is counted before each message.
create index demande_messages_auteur on demande_messages (auteur, le);
