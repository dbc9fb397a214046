package org.fengqiao.keykeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.crypto.OwnerOnlyFile;
import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.sealing.Box;
import org.fengqiao.kernel.sealing.BoxPlace;
import org.fengqiao.kernel.sealing.MasterKey;
import org.fengqiao.kernel.sealing.MasterKeys;
import org.fengqiao.kernel.sealing.StoredKey.Wrapped;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sealing.SubjectKeys;
import org.fengqiao.kernel.sealing.master.KeyFile;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.SoftHsm;

/** Key keeping by an operator, on a real key database and with the rights of that role. */
class KeyKeepingTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final BoxPlace PLACE =
            new BoxPlace(UUID.randomUUID(), "fengqiao.intake.case-registered.v1", "/applicants/0/name");

    @TempDir
    Path folder;

    Path file;
    Path password;
    String address;
    KeyDatabase services;
    final List<Sealed> boxes = new ArrayList<>();
    String said = "";

    private record Sealed(SubjectId subject, Box box) {}

    @BeforeAll
    static void postgres() {
        Infrastructure.start(Set.of("postgres"), false);
    }

    @BeforeEach
    void keyDatabase() throws SQLException, IOException {
        var endpoints = Infrastructure.endpoints();
        var server = endpoints.getProperty("postgres.host") + ":" + endpoints.getProperty("postgres.port");
        var name = "keys_" + Long.toHexString(System.nanoTime());
        address = "postgresql://" + server + "/" + name;
        var superuser = endpoints.getProperty("postgres.superuser");
        var superusers = endpoints.getProperty("postgres.superuser.password");
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + server + "/postgres", superuser, superusers);
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " owner keys_owner");
        }
        try (var connection = DriverManager.getConnection(
                        "jdbc:" + address, "keys_owner", endpoints.getProperty("keys.owner.password"));
                var statement = connection.createStatement()) {
            for (var migration : List.of("V1__subject_keys.sql", "V2__master_keys.sql")) {
                try (var sql = KeyFile.class.getResourceAsStream("/db/keys/" + migration)) {
                    statement.execute(new String(sql.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
                }
            }
        }
        services = new KeyDatabase(
                Vertx.vertx(),
                PgConnectOptions.fromUri(address).setUser(superuser).setPassword(superusers));
        password = folder.resolve("password");
        OwnerOnlyFile.create(password, endpoints.getProperty("keys.rotator.password"));
        file = folder.resolve("master.key");
    }

    @AfterEach
    void close() {
        services.close();
    }

    private int keys(String... arguments) {
        var out = new StringWriter();
        var writer = new PrintWriter(out, true);
        var exit = KeyKeeping.commandLine().setOut(writer).setErr(writer).execute(arguments);
        said = out.toString();
        return exit;
    }

    private int onDatabase(String... arguments) {
        return keys(Stream.concat(
                        Stream.of(arguments), Stream.of("--database", address, "--password-file", password.toString()))
                .toArray(String[]::new));
    }

    /** So many people whose names are closed in boxes, their keys wrapped by this master key. */
    private void people(int number, MasterKey master) {
        var keys = new SubjectKeys(new MasterKeys(master, List.of()), RANDOM);
        var made = Stream.generate(() -> keys.make(new SubjectId(UUID.randomUUID()), 1, Suite.INTERNATIONAL))
                .limit(number)
                .toList();
        services.subjectKeys()
                .make(made.stream().map(keys::wrap).toList(), Instant.parse("2026-05-04T04:00:00Z"))
                .await()
                .indefinitely();
        made.forEach(key -> boxes.add(new Sealed(key.subject(), Box.seal(key, PLACE, "张三", RANDOM))));
    }

    private List<Wrapped> stored() {
        return services.subjectKeys().load(boxes.stream().map(Sealed::subject).toList()).await().indefinitely().stream()
                .map(Wrapped.class::cast)
                .toList();
    }

    /** Whether all boxes that were ever closed can be opened with these master keys alone. */
    private void assertAllOpen(MasterKey... masters) {
        var keys = new SubjectKeys(new MasterKeys(masters[0], List.of(masters).subList(1, masters.length)), RANDOM);
        var byId = new java.util.HashMap<SubjectId, Wrapped>();
        stored().forEach(key -> byId.put(key.subject(), key));
        assertThat(boxes)
                .allSatisfy(closed -> assertThat(closed.box().open(keys.unwrap(byId.get(closed.subject())), PLACE))
                        .isEqualTo("张三"));
    }

    private KeyFile lastInFile() {
        return KeyFile.open(file, RANDOM);
    }

    private KeyFile made() {
        return KeyFile.create(file, Suite.INTERNATIONAL, RANDOM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"i1", "g1"})
    void aMasterKeyIsMadeForItsOwnerOnlyAndNeverOverwritten(String suite) throws IOException {
        assertThat(keys("make", file.toString(), "--suite", suite)).isZero();
        assertThat(said.strip()).isEqualTo(lastInFile().id()).startsWith("file." + suite);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var before = Files.readString(file);
        assertThat(said).doesNotContain(before.split(" ")[2].strip());

        assertThat(keys("make", file.toString())).isEqualTo(1);
        assertThat(said).isEqualTo(file + " is there already and stays as it is.\n");
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void aSigningKeyIsMadeAndItsIdIsToldToBePublished() throws IOException {
        assertThat(keys("make-signing", file.toString(), "--suite", "g1")).isZero();
        assertThat(said).startsWith("g1.");
        assertThat(Files.readString(file)).startsWith("fengqiao-signing-key g1 ");
        assertThat(keys("make-signing", file.toString())).isEqualTo(1);
        assertThat(keys("make-signing", file + "2", "--suite", "x9")).isEqualTo(1);
        assertThat(said).contains("the suites are i1 and g1");
    }

    @Test
    void aNewVersionWrapsEverybodysKeysAndTheFormerOneIsRetired() {
        var first = made();
        people(25, first);

        assertThat(onDatabase("rotate", "--file", file.toString(), "--batch", "10", "--suite", "g1"))
                .as(said)
                .isZero();
        assertThat(said).contains("25 keys wrapped anew");
        assertAllOpen(lastInFile());
        assertThat(KeyFile.versions(file, RANDOM)).hasSize(2);

        assertThat(onDatabase("rotate", "--file", file.toString(), "--retire")).isZero();
        assertThat(said).contains(first.id() + " is retired and removed.");
        assertThat(KeyFile.versions(file, RANDOM)).hasSize(1);
        assertAllOpen(lastInFile());

        assertThat(onDatabase("rotate", "--file", file.toString(), "--retire")).isZero();
        assertThat(said).isEqualTo("There is no former master key to remove.\n");
    }

    @Test
    void aVersionThatIsStillNeededIsNotRetired() {
        var first = made();
        people(5, first);
        KeyFile.add(file, Suite.INTERNATIONAL, RANDOM);
        services.masterKeys().letWrap(lastInFile().id()).await().indefinitely();

        assertThat(onDatabase("rotate", "--file", file.toString(), "--retire")).isEqualTo(1);
        assertThat(said).contains(first.id() + " stays: 5 keys are wrapped under it.");
        assertThat(KeyFile.versions(file, RANDOM)).hasSize(2);
    }

    @Test
    void aVersionThatWaitsForItsTurnIsNotRetired() {
        var first = made();
        people(5, first);
        assertThat(onDatabase("rotate", "--file", file.toString(), "--only-add"))
                .isZero();
        assertThat(said).contains("Copy the file to every machine");
        assertThat(services.masterKeys().wrapping().await().indefinitely()).contains(first.id());
        assertThat(onDatabase("rotate", "--file", file.toString(), "--only-add"))
                .as("repeated")
                .isZero();
        assertThat(onDatabase("rotate", "--file", file.toString(), "--retire")).isZero();
        assertThat(KeyFile.versions(file, RANDOM)).hasSize(2);

        assertThat(onDatabase("rotate", "--file", file.toString())).isZero();
        assertThat(KeyFile.versions(file, RANDOM)).as("no third one").hasSize(2);
        assertAllOpen(lastInFile());
    }

    @Test
    void killedInTheMiddleItIsRunAgainAndFinishesWhatWasBegun() throws IOException, InterruptedException {
        var first = made();
        people(3000, first);
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.fengqiao.keykeeping.KeyKeeping",
                        "rotate",
                        "--file",
                        file.toString(),
                        "--batch",
                        "1",
                        "--database",
                        address,
                        "--password-file",
                        password.toString())
                .redirectErrorStream(true)
                .start();
        try (var output = process.inputReader()) {
            assertThat(output.lines().anyMatch(line -> line.startsWith("20 of 3000 keys")))
                    .isTrue();
            process.destroyForcibly().waitFor();
        }
        assertThat(stored().stream().map(Wrapped::masterKeyId).distinct())
                .containsExactlyInAnyOrder(first.id(), lastInFile().id());
        assertAllOpen(lastInFile(), first);

        assertThat(onDatabase("rotate", "--file", file.toString())).as(said).isZero();
        assertThat(KeyFile.versions(file, RANDOM)).as("no third version").hasSize(2);
        assertAllOpen(lastInFile());
    }

    @Test
    void nothingIsChangedWhereAMasterKeyIsMissing() throws IOException {
        people(3, KeyFile.create(folder.resolve("lost.key"), Suite.INTERNATIONAL, RANDOM));
        made();
        var before = Files.readString(file);
        assertThat(onDatabase("rotate", "--file", file.toString())).isEqualTo(1);
        assertThat(said).contains("which is not in what you named. Nothing was changed.");
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(services.masterKeys().wrapping().await().indefinitely()).isEmpty();
    }

    @Test
    void aDatabaseThatIsNotThereIsToldInOneLine() {
        assertThat(keys(
                        "status",
                        "--database",
                        "postgresql://127.0.0.1:1/keys",
                        "--password-file",
                        password.toString()))
                .isEqualTo(1);
        assertThat(said)
                .startsWith("The key database cannot be used: Connection refused")
                .hasLineCount(1);
        assertThat(onDatabase("status", "--user", "nobody")).isEqualTo(1);
        assertThat(said).startsWith("The key database refuses that").hasLineCount(1);
    }

    @Test
    void twoOperatorsDontRotateAtOnce() {
        made();
        var busy = services.masterKeys().alone(() -> onDatabase("rotate", "--file", file.toString()));
        assertThat(busy).contains(1);
        assertThat(said).contains("Somebody else is changing master keys");
        assertThat(KeyFile.versions(file, RANDOM)).hasSize(1);
    }

    @Test
    void theStatusCountsKeysAndNamesNobody() throws IOException {
        var first = made();
        people(4, first);
        services.subjectKeys()
                .destroy(List.of(boxes.removeFirst().subject()), Instant.parse("2026-05-05T04:00:00Z"))
                .await()
                .indefinitely();
        assertThat(onDatabase("status", "--file", file.toString())).isZero();
        assertThat(said).isEqualTo("""
                        %s: no other took over from it yet, at hand
                          i1: 3 keys, the oldest of 2026-05-04T04:00:00Z
                        1 keys were destroyed, the last one at 2026-05-05T04:00:00Z
                        """.formatted(first.id()));

        assertThat(onDatabase("rotate", "--file", file.toString())).isZero();
        assertThat(onDatabase("status", "--file", file.toString(), "--json")).isZero();
        var report = new ObjectMapper().readTree(said);
        assertThat(report.path("destroyed").path("keys").asInt()).isEqualTo(1);
        var states = new java.util.HashMap<String, String>();
        report.path("masterKeys")
                .forEach(key -> states.put(
                        key.path("id").asText(),
                        key.path("state").asText() + " " + key.path("keys").size()));
        assertThat(states).isEqualTo(Map.of(first.id(), "FORMER 0", lastInFile().id(), "WRAPS 1"));
        boxes.forEach(closed ->
                assertThat(said).doesNotContain(closed.subject().value().toString()));
    }

    @Test
    void theStatusSaysWhereAMasterKeyIsNotAtHand() {
        people(2, KeyFile.create(folder.resolve("lost.key"), Suite.INTERNATIONAL, RANDOM));
        made();
        assertThat(onDatabase("status", "--file", file.toString())).isEqualTo(1);
        assertThat(said).contains("NOT AT HAND");
        assertThat(onDatabase("status")).as("nothing was named").isZero();
    }

    @Test
    void theMasterKeyMovesIntoADeviceIsRotatedThereAndComesBack() {
        var device = SoftHsm.token();
        var pin = folder.resolve("pin");
        OwnerOnlyFile.create(pin, new String(device.pin));
        List<String> token = List.of(
                "--device",
                device.library.toString(),
                "--slot",
                Integer.toString(device.slot),
                "--pin-file",
                pin.toString());
        var first = made();
        people(12, first);

        assertThat(inDevice(token, "move", "--to-device", "--file", file.toString(), "--label", "fq-1", "--only-add"))
                .as(said)
                .isZero();
        assertThat(stored()).allSatisfy(key -> assertThat(key.masterKeyId()).isEqualTo(first.id()));
        assertThat(inDevice(token, "move", "--to-device", "--file", file.toString(), "--label", "fq-1"))
                .as(said)
                .isZero();
        assertThat(stored()).allSatisfy(key -> assertThat(key.masterKeyId()).isEqualTo("device.fq-1"));
        assertThat(onDatabase("rotate", "--file", file.toString()))
                .as("what wraps is in the device")
                .isEqualTo(1);
        assertThat(onDatabase("rotate", "--file", file.toString(), "--retire")).isZero();
        assertThat(file).doesNotExist();

        assertThat(inDevice(token, "rotate", "--label", "fq-1"))
                .as("it wraps already")
                .isEqualTo(1);
        assertThat(inDevice(token, "rotate", "--label", "fq-2")).as(said).isZero();
        assertThat(inDevice(token, "status")).as(said).isZero();
        assertThat(said).contains("device.fq-2: wraps", "device.fq-1: former, and no longer needed, at hand");
        assertThat(inDevice(token, "rotate", "--retire")).as(said).isZero();
        assertThat(inDevice(token, "status")).isZero();
        assertThat(said).contains("device.fq-1: retired");

        assertThat(inDevice(token, "move", "--to-file", "--file", file.toString(), "--suite", "g1"))
                .as(said)
                .isZero();
        assertAllOpen(lastInFile());
    }

    private int inDevice(List<String> token, String... arguments) {
        return onDatabase(Stream.concat(Stream.of(arguments), token.stream()).toArray(String[]::new));
    }
}
