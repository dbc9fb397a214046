package org.fengqiao.kernel.inbox;

import java.time.Duration;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.fengqiao.kernel.operations.Expiry;
import org.fengqiao.kernel.sql.Statement;

/**
 * The time that rejected records stay in the table after they went back to their partner: they hold what it sent, in
 * clear. Their publication does not need the rows, which the connector reads from the write-ahead log (ADR 5, ADR 14).
 */
@Singleton
public class RejectionRetention {

    private static final Statement REMOVE = Statement.of("delete from rejected_record where recorded_at < :before");

    private final Duration kept;

    /**
     * @param kept {@code fengqiao.rejections.kept}: how long a rejected record stays in the table, for an operator to
     *     look at
     */
    RejectionRetention(@ConfigProperty(name = "fengqiao.rejections.kept", defaultValue = "7d") Duration kept) {
        this.kept = kept;
    }

    /** Schedules the removal of records whose time is over, every minute ({@code fengqiao.rejections.every}). */
    void start(@Observes StartupEvent event, Expiry expiry) {
        expiry.schedule("rejected records", "${fengqiao.rejections.every:1m}", kept, REMOVE);
    }
}
