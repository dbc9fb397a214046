package org.fengqiao.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final Heard heard = new Heard();
    private Child child;

    /** Stands for a service: runs until it is stopped. */
    static final class Works {
        public static void main(String... args) throws InterruptedException {
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    /** Stands for a service whose configuration is wrong. */
    static final class DiesAtOnce {
        public static void main(String... args) {
            System.exit(3);
        }
    }

    @AfterEach
    void stop() throws Exception {
        child.stop(Duration.ofSeconds(5));
    }

    @Test
    void aKilledProcessIsStartedAgain() throws Exception {
        child = child(Works.class);
        child.start();
        heard.processes.getFirst().destroyForcibly();

        await().atMost(PATIENCE).until(() -> heard.processes.size() == 2);
        assertThat(child.isAlive()).isTrue();
        assertThat(heard.exitCodes).containsExactly(128 + 9);
    }

    @Test
    void aStoppedProcessStaysStopped() throws Exception {
        child = child(Works.class);
        child.start();
        child.stop(Duration.ofSeconds(5));

        assertThat(child.isAlive()).isFalse();
        assertThat(heard.exitCodes).isEmpty();
    }

    @Test
    void aProcessThatDiesAtOnceAgainAndAgainIsGivenUp() throws Exception {
        child = child(DiesAtOnce.class);
        child.start();

        await().atMost(PATIENCE).until(() -> heard.givenUp.equals(List.of(Restarts.PATIENCE)));
        assertThat(heard.exitCodes).containsOnly(3).hasSize(Restarts.PATIENCE - 1);
    }

    @Test
    void aProcessEndsWhenItsParentsEndOfThePipeIsClosed() throws Exception {
        child = child(Works.class);
        var process = child.program().process(classes(), List.of()).start();
        assertThat(process.isAlive()).isTrue();

        process.getOutputStream().close();

        assertThat(process.onExit()
                        .get(30, java.util.concurrent.TimeUnit.SECONDS)
                        .exitValue())
                .isZero();
    }

    private Child child(Class<?> main) {
        var program = new Program(
                "child",
                List.of("-Xmx16m", "-XX:TieredStopAtLevel=1"),
                Path.of(System.getProperty("user.dir"), "target/test-classes").toString(),
                main.getName(),
                List.of(),
                Map.of(),
                folder.resolve("child.log"));
        return new Child(program, classes(), new Experience(folder, false), Clock.systemUTC(), heard);
    }

    private static Path classes() {
        return Path.of(System.getProperty("user.dir"), "target/classes");
    }

    private static final class Heard implements Child.Listener {
        private final List<ProcessHandle> processes = new CopyOnWriteArrayList<>();
        private final List<Integer> exitCodes = new CopyOnWriteArrayList<>();
        private final List<Integer> givenUp = new CopyOnWriteArrayList<>();

        @Override
        public void started(Child child, ProcessHandle process) {
            processes.add(process);
        }

        @Override
        public void died(Child child, int exitCode, Duration hadRun, Duration pause, int inVain) {
            exitCodes.add(exitCode);
        }

        @Override
        public void givenUp(Child child, int exitCode, int timesInARow) {
            givenUp.add(timesInARow);
        }
    }
}
