package org.fengqiao.kernel.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.sealing.BoxPlace;
import org.fengqiao.kernel.sealing.CannotSeal;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** People's keys as a service gets them: from a database of their own, on a real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "intake"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class StoredKeyRingsTest {

    private static final Instant NOON = Instant.parse("2026-05-04T04:00:00Z");
    private static final java.security.SecureRandom RANDOM = new java.security.SecureRandom();

    @Inject
    KeyRings keys;

    @Inject
    Mutiny.SessionFactory sessions;

    private final SubjectId zhang = new SubjectId(UUID.randomUUID());
    private final BoxPlace place =
            new BoxPlace(UUID.randomUUID(), "fengqiao.intake.case-registered.v1", "/applicants/0/name");

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private PersonalText.Closed sealed(String name) {
        var ring = await(() -> keys.toSeal(Set.of(zhang), Set.of(zhang)));
        return new PersonalText.Closed(ring.seal(PersonalText.of(zhang, name), place, RANDOM), place);
    }

    @Test
    void aNameThatWasClosedWithANewKeyIsOpenedForAPurpose() {
        var closed = sealed("张三");

        assertThat(await(() -> keys.toOpen(Purpose.SHOWING_TO_STAFF, Set.of(zhang)))
                        .open(closed))
                .isEqualTo(PersonalText.of(zhang, "张三"));
    }

    @Test
    void whoseKeyIsNotCachedIsLookedUp() {
        var closed = sealed("张三");
        keys.forget(Set.of(zhang));

        assertThat(await(() -> keys.toOpen(Purpose.SHOWING_TO_STAFF, Set.of(zhang)))
                        .open(closed))
                .isEqualTo(PersonalText.of(zhang, "张三"));
        keys.forget(Set.of(zhang));
        assertThat(await(() -> keys.toSeal(Set.of(zhang), Set.of())).open(closed))
                .as("and gets no second one")
                .isEqualTo(PersonalText.of(zhang, "张三"));
    }

    @Test
    void whoWasErasedIsSaidToBeAndGetsNoKeyAgain() {
        var closed = sealed("张三");

        await(() -> keys.destroy(Set.of(zhang), NOON));

        assertThat(await(() -> keys.toOpen(Purpose.SHOWING_TO_STAFF, Set.of(zhang)))
                        .open(closed))
                .isEqualTo(new PersonalText.Erased(zhang));
        var ring = await(() -> keys.toSeal(Set.of(zhang), Set.of(zhang)));
        assertThatThrownBy(() -> ring.seal(PersonalText.of(zhang, "李四"), place, RANDOM))
                .isInstanceOfSatisfying(
                        CannotSeal.class, cannot -> assertThat(cannot.because()).isEqualTo(CannotSeal.Because.ERASED));
    }

    @Test
    void twoWhoNeedANewKeyAtOnceGetTheSame() {
        var rings = IntStream.range(0, 20)
                .parallel()
                .mapToObj(_ -> await(() -> keys.toSeal(Set.of(zhang), Set.of(zhang))))
                .toList();
        var closed = new PersonalText.Closed(rings.getFirst().seal(PersonalText.of(zhang, "张三"), place, RANDOM), place);

        assertThat(rings).allSatisfy(ring -> assertThat(ring.open(closed)).isEqualTo(PersonalText.of(zhang, "张三")));
    }

    @Test
    void keysAreBroughtInTheMiddleOfATransaction() {
        var cases =
                await(() -> sessions.withStatelessTransaction((session, _) -> keys.toSeal(Set.of(zhang), Set.of(zhang))
                        .chain(() -> session.createNativeQuery("select count(*) from event", Long.class)
                                .getSingleResult())));

        assertThat(cases).isNotNegative();
    }

    @Test
    void onlyTheServiceThatErasesMayDestroyKeys() {
        sealed("张三");
        var destroy = "update subject_key set suite = null, master_key = null, wrapped = null, destroyed_at = now()"
                + " where subject_id = '%s'".formatted(zhang);

        assertThat(Stream.of("routing", "mediation", "petition").map(service -> refusal(service, destroy)))
                .containsOnly("ERROR: permission denied for table subject_key");
        assertThat(refusal("mediation", "delete from subject_key"))
                .isEqualTo("ERROR: permission denied for table subject_key");
        assertThat(refusal("intake", destroy)).isEmpty();
        assertThat(refusal("intake", "delete from subject_key"))
                .isEqualTo("ERROR: permission denied for table subject_key");
    }

    @Test
    void aServiceThatRecordsNothingHasNoAccess() {
        assertThat(List.of(Infrastructure.endpoints().stringPropertyNames().toArray()))
                .doesNotContain("analytics.keys.user");
    }

    /** What the key database says when the service asks that; empty if it does it. */
    private static String refusal(String service, String sql) {
        var endpoints = Infrastructure.endpoints();
        var url = "jdbc:postgresql://%s:%s/%s?user=%s&password=%s"
                .formatted(
                        endpoints.getProperty("postgres.host"),
                        endpoints.getProperty("postgres.port"),
                        endpoints.getProperty("keys.database"),
                        endpoints.getProperty(service + ".keys.user"),
                        endpoints.getProperty(service + ".keys.password"));
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
            return "";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
