package org.fengqiao.kernel.sealing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fengqiao.kernel.sealing.store.KeyDatabase.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.sealing.MasterKeys;
import org.fengqiao.kernel.sealing.StoredKey;
import org.fengqiao.kernel.sealing.StoredKey.Destroyed;
import org.fengqiao.kernel.sealing.StoredKey.Wrapped;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sealing.SubjectKeys;
import org.fengqiao.kernel.sealing.master.KeyFile;

/** The key store on a real PostgreSQL, in a database of its own. */
class SubjectKeyStoreTest {

    static final Instant NOON = Instant.parse("2026-05-04T04:00:00Z");
    static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    static Path folder;

    static KeyDatabase keyDatabase;
    static Pool database;
    static SubjectKeyStore store;
    static KeyFile master;
    static SubjectKeys keys;

    @BeforeAll
    static void store() {
        keyDatabase = new KeyDatabase();
        database = keyDatabase.superuser;
        store = new SubjectKeyStore(database);
        master = KeyFile.create(folder.resolve("master.key"), Suite.INTERNATIONAL, RANDOM);
        keys = new SubjectKeys(new MasterKeys(master, List.of()), RANDOM);
    }

    @AfterAll
    static void close() {
        keyDatabase.close();
    }

    static SubjectId newSubject() {
        return new SubjectId(UUID.randomUUID());
    }

    static Wrapped newKey(SubjectId subject, int version) {
        return keys.wrap(keys.make(subject, version, Suite.NATIONAL));
    }

    @Test
    void aBatchOfKeysIsKeptAndLoadedAtOnce() {
        var made =
                IntStream.range(0, 500).mapToObj(_ -> newKey(newSubject(), 1)).toList();
        assertThat(await(store.make(made, NOON))).containsExactlyInAnyOrderElementsOf(made);
        var subjects = made.stream().map(Wrapped::subject).toList();
        assertThat(await(store.load(subjects))).containsExactlyInAnyOrderElementsOf(made);
        assertThat(await(store.load(List.of(newSubject())))).isEmpty();
        assertThat(await(store.load(List.of()))).isEmpty();
    }

    @Test
    void ofTwoWhoMakeASubjectsKeyBothGetTheFirstOnes() {
        var zhang = newSubject();
        var first = newKey(zhang, 1);
        assertThat(await(store.make(List.of(first), NOON))).containsExactly(first);
        assertThat(await(store.make(List.of(newKey(zhang, 1)), NOON))).containsExactly(first);
    }

    @Test
    void manyWhoMakeTheSameKeysAtOnceAgree() {
        var subjects = IntStream.range(0, 20).mapToObj(_ -> newSubject()).toList();
        var attempts = IntStream.range(0, 8)
                .mapToObj(_ -> store.make(
                        subjects.stream().map(subject -> newKey(subject, 1)).toList(), NOON))
                .toList();
        var answers = await(Uni.join().all(attempts).andFailFast());
        assertThat(answers.stream().map(Set::copyOf).distinct()).hasSize(1);
    }

    @Test
    void aDestroyedKeyIsGoneAndNeverComesBack() {
        var zhang = newSubject();
        var li = newSubject();
        await(store.make(List.of(newKey(zhang, 1), newKey(li, 1)), NOON));
        await(store.make(List.of(newKey(zhang, 2)), NOON));
        await(store.destroy(List.of(zhang), NOON));

        List<StoredKey> gone = List.of(new Destroyed(zhang, 1, NOON), new Destroyed(zhang, 2, NOON));
        assertThat(await(store.load(List.of(zhang)))).isEqualTo(gone);
        assertThat(await(store.load(List.of(li)))).singleElement().isInstanceOf(Wrapped.class);
        assertThat(await(store.make(List.of(newKey(zhang, 1)), NOON))).containsExactly(new Destroyed(zhang, 1, NOON));
        assertThat(await(store.make(List.of(newKey(zhang, 3)), NOON))).isEmpty();
        await(store.destroy(List.of(zhang), NOON.plusSeconds(60)));
        assertThat(await(store.load(List.of(zhang)))).as("repeated").isEqualTo(gone);
    }

    @Test
    void whoIsErasedBeforeTheyHadAKeyNeverGetsOne() {
        var wang = newSubject();
        await(store.destroy(List.of(wang), NOON));
        assertThat(await(store.make(List.of(newKey(wang, 1)), NOON))).containsExactly(new Destroyed(wang, 1, NOON));
    }

    @Test
    void notEvenByHandDoesAKeyComeBack() {
        var zhang = newSubject();
        await(store.make(List.of(newKey(zhang, 1)), NOON));
        await(store.destroy(List.of(zhang), NOON));
        for (var statement : List.of(
                "update subject_key set destroyed_at = null, suite = 'i1', master_key = 'm', wrapped = 'w'"
                        + " where subject_id = '%s'",
                "delete from subject_key where subject_id = '%s'")) {
            assertThatThrownBy(() ->
                            await(database.query(statement.formatted(zhang)).execute()))
                    .hasMessageContaining("a destroyed key stays destroyed");
        }
    }

    @Test
    void keysAreWrappedAnewUnlessTheyWereDestroyedMeanwhile() {
        var zhang = newSubject();
        var li = newSubject();
        await(store.make(List.of(newKey(zhang, 1), newKey(li, 1)), NOON));
        var next = KeyFile.create(folder.resolve("next.key"), Suite.NATIONAL, RANDOM);
        var during = new SubjectKeys(new MasterKeys(next, List.of(master)), RANDOM);

        var former = await(store.underOtherThan(next.id(), null, 10_000)).stream()
                .filter(key -> Set.of(zhang, li).contains(key.subject()))
                .toList();
        await(store.destroy(List.of(li), NOON));
        assertThat(await(
                        store.rewrap(former, former.stream().map(during::rewrap).toList())))
                .isEqualTo(1);
        assertThat(await(store.load(List.of(zhang, li))))
                .extracting(key -> key instanceof Wrapped wrapped ? wrapped.masterKeyId() : "destroyed")
                .containsExactlyInAnyOrder(next.id(), "destroyed");
        assertThat(await(store.underOtherThan(next.id(), null, 10_000)))
                .noneMatch(key -> key.subject().equals(zhang));
    }
}
