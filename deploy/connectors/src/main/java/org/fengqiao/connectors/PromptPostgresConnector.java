package org.fengqiao.connectors;

import io.debezium.connector.postgresql.PostgresConnector;
import org.apache.kafka.connect.connector.Task;

/**
 * Debezium's connector for PostgreSQL with a task that is prompt when something was committed and quiet when nothing
 * was (ADR 8). It takes the same settings; {@code poll.interval.ms} alone means something slightly different, see
 * {@link PromptPostgresTask}.
 */
public final class PromptPostgresConnector extends PostgresConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return PromptPostgresTask.class;
    }
}
