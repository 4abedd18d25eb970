-- A tenant asks for a test of its webhook: its event is written in the tenant's own transaction.
GRANT INSERT ON "webhook_delivery" TO gridsky_app;
