package org.fengqiao.keykeeping;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

import io.vertx.mutiny.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import org.fengqiao.kernel.crypto.OwnerOnlyFile;
import org.fengqiao.kernel.sealing.UnknownMasterKey;
import org.fengqiao.kernel.sealing.store.FormerMasterKey;
import org.fengqiao.local.LocalStack;
import org.fengqiao.local.UserError;
import org.fengqiao.local.Workplace;

/** Options that say where the key database is. */
final class DatabaseOptions {

    @Option(
            names = "--database",
            paramLabel = "URI",
            description = "the key database, postgresql://host:port/database; if not given,"
                    + " that of the system that deploy/up runs on this machine")
    private @Nullable String uri;

    @Option(
            names = "--user",
            defaultValue = "keys_rotator",
            paramLabel = "ROLE",
            description = "what to log in as; ${DEFAULT-VALUE} if not given, which can neither add nor destroy keys")
    private String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "the file with its password, readable by you only")
    private @Nullable Path passwordFile;

    /** Returns whether it is the one that {@code deploy/up} runs. */
    boolean isLocal() {
        return uri == null;
    }

    /** Does work on the database; what an operator can put right is thrown as {@link UserError}. */
    <T> T on(Function<KeyDatabase, T> work) throws IOException {
        try (var database = open()) {
            return work.apply(database);
        } catch (PgException e) {
            throw new UserError(
                    "The key database refuses that (%s, SQL state %s). What was done until then stays; run it again."
                            .formatted(e.getErrorMessage(), e.getSqlState()));
        } catch (CompletionException e) {
            throw new UserError("The key database cannot be used: %s. What was done until then stays; run it again."
                    .formatted(e.getCause().getMessage()));
        } catch (FormerMasterKey _) {
            throw new UserError(
                    "Yet another master key took over meanwhile. What was done until then stays; run it again.");
        } catch (UnknownMasterKey e) {
            throw new UserError("%s is needed and not in what you named. What was done until then stays; run it again."
                    .formatted(e.id()));
        }
    }

    private KeyDatabase open() throws IOException {
        return new KeyDatabase(Vertx.vertx(), isLocal() ? local() : named());
    }

    private PgConnectOptions named() throws IOException {
        if (passwordFile == null) {
            throw new UserError("Name the file with the password of %s: --password-file FILE.".formatted(user));
        }
        var file = passwordFile;
        var password = Trouble.told(file, () -> OwnerOnlyFile.text(file));
        try {
            return PgConnectOptions.fromUri(uri).setUser(user).setPassword(password.strip());
        } catch (IllegalArgumentException _) {
            throw new UserError("%s is no address like postgresql://host:port/database.".formatted(uri));
        }
    }

    private static PgConnectOptions local() throws IOException {
        var stack = LocalStack.running(Workplace.ofThisRun()).infrastructure();
        if (!stack.containsKey("keys.rotator.user")) {
            throw new UserError(
                    "The databases of this machine are older than deploy/keys: start anew with deploy/up --fresh.");
        }
        return new PgConnectOptions()
                .setHost(stack.get("postgres.host"))
                .setPort(Integer.parseInt(stack.get("postgres.port")))
                .setDatabase(stack.get("keys.database"))
                .setUser(stack.get("keys.rotator.user"))
                .setPassword(stack.get("keys.rotator.password"));
    }
}
