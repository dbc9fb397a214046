package org.fengqiao.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Databases have the roles, slots and backups that services and migrations count on. */
class DatabaseManifestsTest {

    static final List<String> SERVICES = Manifests.SERVICES;
    static final List<String> RECORDING = Manifests.RECORDING;

    private static final String KEYS = "keys-db";

    @ParameterizedTest
    @FieldSource("SERVICES")
    void aServiceHasADatabaseOfItsOwnThatNobodyElseEnters(String service) {
        var cluster = Manifests.base("Cluster", service + "-db");

        assertThat(cluster.at("/spec/bootstrap/initdb/database").asText()).isEqualTo(service);
        assertThat(cluster.at("/spec/bootstrap/initdb/owner").asText()).isEqualTo(service + "_owner");
        assertThat(first(cluster)).contains("revoke connect, temporary on database %s from public".formatted(service));
        assertThat(cluster.at("/spec/enableSuperuserAccess").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @FieldSource("RECORDING")
    void theSlotIsThereBeforeTheFirstTableAndOutlivesAFailover(String service) {
        var cluster = Manifests.base("Cluster", service + "-db");

        assertThat(first(cluster))
                .last()
                .isEqualTo("select pg_create_logical_replication_slot('%s', 'pgoutput', false, false, true)"
                        .formatted(service));
        assertThat(cluster.at("/spec/replicationSlots/highAvailability/synchronizeLogicalDecoding")
                        .asBoolean())
                .isTrue();
        var parameters = cluster.at("/spec/postgresql/parameters");
        assertThat(parameters.path("hot_standby_feedback").asText()).isEqualTo("on");
        assertThat(parameters.path("sync_replication_slots").asText()).isEqualTo("on");
        assertThat(parameters.path("max_slot_wal_keep_size").asText()).isNotEmpty();
        assertThat(connector(service, "slot.name")).isEqualTo(service);
        assertThat(connector(service, "database.user")).isEqualTo(service + "_replication");
    }

    /** Migrations grant rights to roles that must be there, and that the operator gives a password. */
    @ParameterizedTest
    @FieldSource("SERVICES")
    void rolesThatMigrationsNameAreMadeWithTheDatabase(String service) {
        var cluster = Manifests.base("Cluster", service + "-db");
        var named = new TreeSet<String>();
        var role = Pattern.compile("\\$\\{service}_(\\w+)");
        var folders = new ArrayList<>(List.of("shared-kernel/platform", service + "-service"));
        if (RECORDING.contains(service)) {
            folders.add("shared-kernel/recording");
        }
        for (var folder : folders) {
            for (var migration : Checkout.files(Checkout.path(folder + "/src/main/resources/db"), ".sql")) {
                role.matcher(Checkout.text(migration))
                        .results()
                        .forEach(match -> named.add(service + "_" + match.group(1)));
            }
        }

        assertThat(named).contains(service + "_service");
        assertThat(managed(cluster)).containsExactlyInAnyOrderElementsOf(named);
        assertThat(named)
                .allSatisfy(name -> assertThat(first(cluster))
                        .anyMatch(statement -> statement.matches("create role " + name + "( replication)?")));
    }

    @Test
    void theKeysHaveRolesThatAddThoseThatDestroyAndOneThatRewraps() {
        var cluster = Manifests.base("Cluster", KEYS);

        assertThat(managed(cluster))
                .containsExactlyInAnyOrder(
                        "keys_rotator", "intake_keys", "routing_keys", "mediation_keys", "petition_keys");
        assertThat(first(cluster)).contains("create role keys_sealer", "create role keys_keeper");
        Manifest.stream(cluster.at("/spec/managed/roles"))
                .filter(role -> role.path("name").asText().endsWith("_keys"))
                .forEach(role -> assertThat(Manifest.texts(role.path("inRoles")))
                        .containsExactly(
                                role.path("name").asText().equals("intake_keys") ? "keys_keeper" : "keys_sealer"));
    }

    @Test
    void backupsOfKeysLieApartAndExpireWithinAMonth() {
        var keys = Manifests.base("ObjectStore", "key-backups");
        var others = Manifests.base("ObjectStore", "backups");

        assertThat(keys.at("/spec/retentionPolicy").asText()).matches("([1-9]|[12][0-9])d");
        assertThat(keys.at("/spec/configuration/destinationPath"))
                .isNotEqualTo(others.at("/spec/configuration/destinationPath"));
        assertThat(keys.at("/spec/configuration/s3Credentials"))
                .isNotEqualTo(others.at("/spec/configuration/s3Credentials"));
        assertThat(Manifests.base("Cluster"))
                .hasSize(6)
                .allSatisfy(cluster -> assertThat(cluster.at("/spec/plugins/0/parameters/barmanObjectName")
                                .asText())
                        .isEqualTo(cluster.name().equals(KEYS) ? keys.name() : others.name()));
    }

    @Test
    void everyDatabaseIsBackedUpEachDayAtItsOwnTime() {
        var backups = Manifests.base("ScheduledBackup");

        assertThat(backups.stream()
                        .map(backup -> backup.at("/spec/cluster/name").asText()))
                .containsExactlyInAnyOrderElementsOf(
                        Manifests.base("Cluster").stream().map(Manifest::name).toList());
        assertThat(backups.stream().map(backup -> backup.at("/spec/schedule").asText()))
                .doesNotHaveDuplicates()
                .allMatch(schedule -> schedule.endsWith(" * * *"));
    }

    private static List<String> first(Manifest cluster) {
        return Manifest.texts(cluster.at("/spec/bootstrap/initdb/postInitApplicationSQL"));
    }

    private static List<String> managed(Manifest cluster) {
        return Manifest.stream(cluster.at("/spec/managed/roles"))
                .map(role -> role.path("name").asText())
                .toList();
    }

    private static String connector(String service, String key) {
        return Manifests.base("KafkaConnector", service)
                .spec()
                .path("config")
                .path(key)
                .asText();
    }
}
