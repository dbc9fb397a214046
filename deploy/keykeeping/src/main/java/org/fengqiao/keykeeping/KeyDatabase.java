package org.fengqiao.keykeeping;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;

import org.fengqiao.kernel.sealing.store.MasterKeyStore;
import org.fengqiao.kernel.sealing.store.SubjectKeyStore;

/** The key database, for the time of one command. */
final class KeyDatabase implements AutoCloseable {

    private final Vertx vertx;
    private final Pool pool;

    KeyDatabase(Vertx vertx, PgConnectOptions options) {
        this.vertx = vertx;
        // One for the lock, one for the work.
        this.pool = Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(2))
                .connectingTo(options)
                .using(vertx.getDelegate())
                .build());
    }

    SubjectKeyStore subjectKeys() {
        return new SubjectKeyStore(pool);
    }

    MasterKeyStore masterKeys() {
        return new MasterKeyStore(pool);
    }

    @Override
    public void close() {
        pool.close().await().indefinitely();
        vertx.close().await().indefinitely();
    }
}
