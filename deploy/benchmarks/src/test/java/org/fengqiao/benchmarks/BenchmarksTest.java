package org.fengqiao.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import org.fengqiao.kernel.json.Json;
import org.fengqiao.local.CommandLines;

/** Requirements of the benchmarks, without which they measure nothing, or something else. */
class BenchmarksTest {

    /** The manual that {@code deploy/benchmark --help} shows, so that nothing has to be built to know the options. */
    private static final Path HELP = Path.of("src/main/help/benchmark.txt");

    @Test
    void theManualIsThatOfTheCommand() throws IOException {
        var manual = CommandLines.of(new Benchmarks())
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .getUsageMessage(CommandLine.Help.Ansi.OFF);
        if (Boolean.getBoolean("approve")) {
            Files.writeString(HELP, manual);
        }

        assertThat(HELP).hasContent(manual);
    }

    @Test
    void theSmallestServiceStartsWithTheOfficialRules() {
        var nobodyAsks = (Mutiny.SessionFactory) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Mutiny.SessionFactory.class}, (_, method, _) -> {
                    throw new UnsupportedOperationException(method.getName());
                });

        var service = Referrals.service(nobodyAsks, Json.mapper(), () -> Instant.EPOCH);

        assertThat(service.ledger().legalClock().rules().all())
                .extracting(rule -> rule.id())
                .containsExactly(Referrals.RULE);
    }

    @Test
    void connectionsGetWhatThoseOfServicesGet() {
        assertThat(ServiceConnections.ofServices())
                .containsEntry("random_page_cost", "1.1")
                .containsKey("idle_in_transaction_session_timeout");
    }
}
