package org.fengqiao.kernel.sealing.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;

import org.fengqiao.kernel.testing.Infrastructure;

/** An empty key database on a real PostgreSQL, for one test. */
final class KeyDatabase implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();

    /** As the superuser. */
    final Pool superuser;

    /** As what {@code deploy/keys} logs in as. */
    final Pool rotator;

    KeyDatabase() {
        Infrastructure.start(Set.of("postgres"), false);
        var endpoints = Infrastructure.endpoints();
        var options = new PgConnectOptions()
                .setHost(endpoints.getProperty("postgres.host"))
                .setPort(Integer.parseInt(endpoints.getProperty("postgres.port")))
                .setUser(endpoints.getProperty("postgres.superuser"))
                .setPassword(endpoints.getProperty("postgres.superuser.password"));
        var admin = pool(options.setDatabase("postgres"));
        var name = "keys_" + Long.toHexString(System.nanoTime());
        await(admin.query("create database " + name).execute());
        await(admin.close());
        superuser = pool(new PgConnectOptions(options).setDatabase(name));
        for (var migration : List.of("V1__subject_keys.sql", "V2__master_keys.sql")) {
            await(superuser.query(sql(migration)).execute());
        }
        rotator = pool(new PgConnectOptions(options)
                .setDatabase(name)
                .setUser(endpoints.getProperty("keys.rotator.user"))
                .setPassword(endpoints.getProperty("keys.rotator.password")));
    }

    private static String sql(String migration) {
        try (var file = SubjectKeyStore.class.getResourceAsStream("/db/keys/" + migration)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Pool pool(PgConnectOptions options) {
        return Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(options)
                .using(vertx.getDelegate())
                .build());
    }

    static <T> T await(Uni<T> work) {
        return work.await().atMost(Duration.ofSeconds(30));
    }

    @Override
    public void close() {
        await(superuser.close());
        await(rotator.close());
        await(vertx.close());
    }
}
