package org.fengqiao.kernel.sealing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fengqiao.kernel.sealing.store.KeyDatabase.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.vertx.pgclient.PgException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.sealing.MasterKey;
import org.fengqiao.kernel.sealing.MasterKeys;
import org.fengqiao.kernel.sealing.StoredKey;
import org.fengqiao.kernel.sealing.StoredKey.Destroyed;
import org.fengqiao.kernel.sealing.StoredKey.Wrapped;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sealing.SubjectKeys;
import org.fengqiao.kernel.sealing.UnknownMasterKey;
import org.fengqiao.kernel.sealing.master.KeyFile;

/** Takeover by a new master key, in a real PostgreSQL and with the rights of the role that does it. */
class RewrappingTest {

    static final Instant NOON = Instant.parse("2026-05-04T04:00:00Z");
    static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path folder;

    KeyDatabase database;
    SubjectKeyStore services;
    SubjectKeyStore operators;
    MasterKeyStore masterKeys;
    KeyFile first;
    KeyFile second;

    @BeforeEach
    void keyDatabase() {
        database = new KeyDatabase();
        services = new SubjectKeyStore(database.superuser);
        operators = new SubjectKeyStore(database.rotator);
        masterKeys = new MasterKeyStore(database.rotator);
        first = KeyFile.create(folder.resolve("master.key"), Suite.INTERNATIONAL, RANDOM);
        second = KeyFile.add(folder.resolve("master.key"), Suite.NATIONAL, RANDOM);
    }

    @AfterEach
    void close() {
        database.close();
    }

    static SubjectKeys under(MasterKey current, MasterKey... former) {
        return new SubjectKeys(new MasterKeys(current, List.of(former)), RANDOM);
    }

    static Wrapped newKey(MasterKey master) {
        var keys = under(master);
        return keys.wrap(keys.make(new SubjectId(UUID.randomUUID()), 1, Suite.INTERNATIONAL));
    }

    List<Wrapped> made(int number) {
        var made = Stream.generate(() -> newKey(first)).limit(number).toList();
        await(services.make(made, NOON));
        return made;
    }

    Rewrapping toSecond(int batch) {
        return new Rewrapping(operators, under(second, first), batch);
    }

    List<StoredKey> stored(List<Wrapped> keys) {
        return await(services.load(keys.stream().map(Wrapped::subject).toList()));
    }

    static List<String> masters(List<StoredKey> keys) {
        return keys.stream()
                .map(key -> ((Wrapped) key).masterKeyId())
                .distinct()
                .toList();
    }

    @Test
    void everyKeyIsWrappedUnderTheNewMasterKeyAndIsTheSameKey() {
        var made = made(25);
        var told = new ArrayList<Long>();

        assertThat(await(masterKeys.letWrap(second.id()))).isTrue();
        var done = toSecond(10).run(progress -> told.add(progress.rewrapped()));

        assertThat(done).isEqualTo(new Rewrapping.Progress(25, List.of()));
        assertThat(told).as("told of each batch").containsExactly(10L, 20L, 25L);
        assertThat(masters(stored(made))).containsExactly(second.id());
        assertThat(stored(made)).allSatisfy(key -> under(second).unwrap((Wrapped) key));
    }

    @Test
    void afterAKillTheNextRunDoesWhatIsLeft() {
        var made = made(25);
        await(masterKeys.letWrap(second.id()));
        assertThatThrownBy(() -> toSecond(10).run(_ -> {
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(masters(stored(made))).containsExactlyInAnyOrder(first.id(), second.id());

        assertThat(toSecond(10).run(_ -> {}).rewrapped()).isEqualTo(15);
        assertThat(masters(stored(made))).containsExactly(second.id());
    }

    @Test
    void nothingIsWrappedUnderAMasterKeyFromWhichAnotherTookOver() {
        await(masterKeys.letWrap(second.id()));

        assertThatThrownBy(() -> await(services.make(List.of(newKey(first)), NOON)))
                .isInstanceOf(FormerMasterKey.class);
        assertThat(await(services.make(List.of(newKey(second)), NOON))).hasSize(1);
        assertThat(await(masterKeys.wrapping())).contains(second.id());
    }

    @Test
    void aTakeOverWaitsForWhoIsJustAddingAKey() {
        var insert = await(database.superuser.getConnection());
        await(insert.query("begin").execute());
        await(insert.query("insert into subject_key (subject_id, version, suite, master_key, wrapped, made_at)"
                        + " values ('%s', 1, 'i1', '%s', 'w', now())".formatted(UUID.randomUUID(), first.id()))
                .execute());
        var takesOver = masterKeys.letWrap(second.id()).subscribeAsCompletionStage();
        Awaitility.await()
                .until(() -> await(database.superuser
                                        .query("select from pg_locks where not granted"
                                                + " and relation = 'subject_key'::regclass")
                                        .execute())
                                .size()
                        == 1);
        await(insert.query("commit").execute());

        assertThat(takesOver.toCompletableFuture().join()).isTrue();
        assertThat(await(masterKeys.counts()))
                .as("what was added before is there to be wrapped anew")
                .extracting(MasterKeyStore.Count::masterKeyId)
                .containsExactly(first.id());
    }

    @Test
    void keysThatServicesAddMeanwhileAreUnderTheNewOneAndLeftAlone() {
        made(30);
        await(masterKeys.letWrap(second.id()));
        var added = new ArrayList<StoredKey>();

        var done = toSecond(1).run(_ -> added.addAll(await(services.make(List.of(newKey(second)), NOON))));

        assertThat(done.rewrapped()).isEqualTo(30);
        assertThat(stored(added.stream().map(Wrapped.class::cast).toList())).containsExactlyInAnyOrderElementsOf(added);
    }

    @Test
    void anErasureUnderWayIsNotWaitedForAndWins() {
        var made = made(3);
        await(masterKeys.letWrap(second.id()));
        var erasing = await(database.superuser.getConnection());
        await(erasing.query("begin").execute());
        await(erasing.query(
                        "update subject_key set suite = null, master_key = null, wrapped = null, destroyed_at = now()"
                                + " where subject_id = '%s'"
                                        .formatted(made.getFirst().subject().value()))
                .execute());

        var done = toSecond(10).run(progress -> {
            if (progress.rewrapped() == 2) {
                await(erasing.query("commit").execute());
            }
        });

        assertThat(done.rewrapped()).isEqualTo(2);
        await(erasing.close());
        assertThat(stored(List.of(made.getFirst()))).singleElement().isInstanceOf(Destroyed.class);
    }

    @Test
    void anAlteredKeyIsNamedAndTheOthersAreWrapped() {
        var made = made(5);
        var altered = made.get(2);
        await(database.superuser
                .query("update subject_key set wrapped = '%s' where subject_id = '%s'"
                        .formatted(made.get(3).wrapped(), altered.subject().value()))
                .execute());
        await(masterKeys.letWrap(second.id()));

        var done = toSecond(2).run(_ -> {});

        assertThat(done.rewrapped()).isEqualTo(4);
        assertThat(done.altered()).extracting(Wrapped::subject).containsExactly(altered.subject());
    }

    @Test
    void withoutTheFormerMasterKeyNothingIsWrapped() {
        made(3);
        await(masterKeys.letWrap(second.id()));
        assertThatThrownBy(() -> new Rewrapping(operators, under(second), 10).run(_ -> {}))
                .isInstanceOfSatisfying(
                        UnknownMasterKey.class,
                        missing -> assertThat(missing.id()).isEqualTo(first.id()));
    }

    @Test
    void aMasterKeyIsRetiredWhenNothingIsUnderItAndNeverComesBack() {
        made(3);
        assertThat(await(masterKeys.retire(first.id()))).as("none took over").isFalse();
        await(masterKeys.letWrap(second.id()));
        assertThat(await(masterKeys.retire(first.id()))).as("keys are under it").isFalse();
        assertThat(await(masterKeys.retire(second.id()))).as("it wraps").isFalse();
        toSecond(10).run(_ -> {});

        assertThat(await(masterKeys.retire(first.id()))).isTrue();
        assertThat(await(masterKeys.retire(first.id()))).as("repeated").isTrue();
        assertThat(await(masterKeys.letWrap(first.id()))).isFalse();
        assertThat(await(masterKeys.wrapping())).contains(second.id());
    }

    @Test
    void aFormerMasterKeyThatIsNotRetiredMayTakeOverAgain() {
        await(masterKeys.letWrap(first.id()));
        await(masterKeys.letWrap(second.id()));
        await(masterKeys.letWrap(first.id()));
        assertThat(await(masterKeys.wrapping())).contains(first.id());
        assertThat(await(masterKeys.known()))
                .extracting(MasterKeyStore.Known::id)
                .containsExactlyInAnyOrder(first.id(), second.id());
    }

    @Test
    void twoDontChangeMasterKeysAtOnce() {
        var both = masterKeys.alone(() -> masterKeys.alone(() -> "inner").isPresent());
        assertThat(both).contains(false);
        assertThat(masterKeys.alone(() -> "afterwards")).contains("afterwards");
    }

    @Test
    void keysAreCountedByMasterKeyAndSuiteAndNobodyIsNamed() {
        var made = made(3);
        await(services.destroy(List.of(made.getFirst().subject()), NOON.plusSeconds(60)));
        assertThat(await(masterKeys.counts()))
                .containsExactly(new MasterKeyStore.Count(first.id(), Suite.INTERNATIONAL, 2, NOON));
        assertThat(await(masterKeys.destroyed())).isEqualTo(new MasterKeyStore.DestroyedKeys(1, NOON.plusSeconds(60)));
        assertThat(await(masterKeys.sample(first.id()))).isPresent();
        assertThat(await(masterKeys.sample(second.id()))).isEmpty();
    }

    @Test
    void whoChangesMasterKeysCanNeitherAddNorDestroyKeys() {
        var made = made(1);
        assertThatThrownBy(() -> await(operators.make(List.of(newKey(first)), NOON)))
                .isInstanceOf(PgException.class)
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> await(operators.destroy(List.of(made.getFirst().subject()), NOON)))
                .isInstanceOf(PgException.class)
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() ->
                        await(database.rotator.query("delete from master_key").execute()))
                .isInstanceOf(PgException.class)
                .hasMessageContaining("permission denied");
    }
}
