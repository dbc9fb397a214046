package org.fengqiao.caseload.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.fengqiao.caseload.life.LifePlanner;
import org.fengqiao.caseload.profile.Profile;
import org.fengqiao.local.Service;
import org.fengqiao.local.TokenKeys;
import org.fengqiao.local.Tokens;

/** Services that parties use online in ten days, with a front desk that rates no stage that is not over. */
class OnlineServicesTest {

    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);
    private static final LocalDate TO = LocalDate.of(2024, 1, 10);

    private final ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
    private HttpServer frontDesk;
    private Services services;

    @TempDir
    Path keys;

    @BeforeEach
    void open() throws Exception {
        frontDesk = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        frontDesk.createContext("/", call -> {
            var text = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var over = !text.contains("RESULT");
            if (over) {
                done.add(call.getRequestURI() + text);
            }
            call.sendResponseHeaders(over ? 200 : 409, -1);
            call.close();
        });
        frontDesk.start();
        var address = URI.create("http://127.0.0.1:" + frontDesk.getAddress().getPort());
        services = new Services(
                Map.of(Service.INTAKE, address),
                new Tokens(TokenKeys.keptIn(keys), Clock.systemUTC()),
                Clock.systemUTC(),
                Duration.ofSeconds(5),
                4);
    }

    @AfterEach
    void close() {
        frontDesk.stop(0);
    }

    private static Profile profile(Integer onlineServices) {
        return new Profile(
                "ten-days",
                "ten days",
                "青山区",
                "150204",
                FROM,
                TO,
                null,
                new Profile.Assumed(
                        1,
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        0,
                        0,
                        0.0,
                        Map.of(),
                        Map.of(),
                        List.of(),
                        null,
                        onlineServices));
    }

    private static void pass(OnlineServices online) throws InterruptedException {
        var year = new SimulatedYear(FROM.atTime(LifePlanner.MORNING), TO.atTime(LifePlanner.AFTERNOON));
        year.run(
                List.of(new SimulatedYear.Actor(FROM.atTime(LifePlanner.MORNING), () -> {
                    try {
                        online.work(year);
                    } catch (SimulatedYear.Over _) {
                        // The ten days are over.
                    } catch (StepFailed | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })),
                _ -> {});
    }

    @Test
    void theNumberIsReachedOnTheLastDayAndNeverPassed() throws InterruptedException {
        var online = OnlineServices.of(profile(20), services);
        for (var party = 0; party < 10; party++) {
            online.hasReceipt("CODE-" + party, party == 0, true);
            // The front desk does not know yet that it is over: it is tried again, and counts nowhere.
            online.mayRate("CODE-" + party, "RESULT");
        }
        assertThat(online.answersByItself(1)).isTrue();
        pass(online);
        assertThat(done)
                .as("beside the one that filed online and the one that answered")
                .hasSize(18);
        assertThat(done).doesNotHaveDuplicates();
        assertThat(online.answersByItself(1)).as("the number is reached").isFalse();
    }

    @Test
    void halfOfThoseWhoAreAskedAnswerByThemselvesWhereItCountsAndAFourthElsewhere() {
        var counting = OnlineServices.of(profile(20), services);
        var other = OnlineServices.of(profile(null), services);
        assertThat(List.of(0, 1, 2, 3).stream().filter(counting::answersByItself))
                .containsExactly(1, 3);
        assertThat(List.of(0, 1, 2, 3).stream().filter(other::answersByItself)).containsExactly(1);
    }

    @Test
    void aYearKeepsPace() {
        var online = OnlineServices.of(profile(20), services);
        assertThat(online.dueOn(FROM, 14_000)).isEqualTo(1_400);
        assertThat(online.dueOn(TO, 14_000)).isEqualTo(14_000);
    }
}
