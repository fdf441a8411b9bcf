package io.blockyard.catalog;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells of changes when they can be seen: after the transaction that made them. */
final class CatalogEvents {

    private final ApplicationEventPublisher publisher;

    CatalogEvents(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    void afterCommit(CatalogChanged changed) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                publisher.publishEvent(changed);
            }
        });
    }
}
