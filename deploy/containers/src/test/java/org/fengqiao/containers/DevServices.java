package org.fengqiao.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.fengqiao.containers.ContainerStack.Layout;
import org.fengqiao.local.TokenKeys;

/**
 * PostgreSQL, Kafka and Connect in containers for one service in Quarkus' dev mode, with the databases, roles, slots
 * and
 * topics that it needs; Quarkus' own dev services know nothing of these. {@code deploy/containers/dev} runs it.
 */
final class DevServices {

    private static final Duration FIRST_BUILD = Duration.ofMinutes(15);

    private DevServices() {}

    /** Runs the service that is named until it is stopped, and then stops everything; passes on its exit code. */
    public static void main(String... arguments) throws Exception {
        if (arguments.length != 1 || !ContainerStack.SERVICES.contains(arguments[0])) {
            System.err.println("dev: name one of " + String.join(", ", ContainerStack.SERVICES));
            System.exit(2);
        }
        int code;
        try (var stack = new ContainerStack(new Layout(Images.LATEST, 1, false))) {
            var environment = stack.startFor(arguments[0]);
            // Those of deploy/token, whose tokens are tried at it.
            var keys = TokenKeys.keptIn(Checkout.folder().resolve(".fengqiao/keys"));
            environment.put("QUARKUS_OIDC_PUBLIC_KEY", keys.publicKey());
            code = run(stack, arguments[0], environment);
        }
        System.exit(code);
    }

    private static int run(ContainerStack stack, String service, Map<String, String> environment)
            throws IOException, InterruptedException {
        var starting = new ProcessBuilder(List.of(
                        Checkout.folder().resolve("mvnw").toString(),
                        "-T",
                        "1",
                        "-pl",
                        service + "-service",
                        "-am",
                        "-Dspotless.check.skip",
                        "-Dcyclonedx.skip",
                        "quarkus:dev"))
                .directory(Checkout.folder().toFile())
                .inheritIO();
        starting.environment().putAll(environment);
        var running = starting.start();
        Runtime.getRuntime().addShutdownHook(new Thread(running::destroy));
        if (ContainerStack.RECORDING.contains(service)) {
            Thread.ofVirtual().start(() -> publish(stack, service, environment.get("QUARKUS_HTTP_PORT")));
        }
        return running.waitFor();
    }

    /** Has Connect carry the service's tables as soon as its migrations have made them. */
    private static void publish(ContainerStack stack, String service, String port) {
        Answers.await(
                service + " is alive",
                FIRST_BUILD,
                () -> Answers.status("http://localhost:%s/q/health/live".formatted(port)) == 200);
        stack.register(service);
    }

    /** Writes a file that only its owner can read. */
    static Path keep(Path folder, String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text);
    }
}
