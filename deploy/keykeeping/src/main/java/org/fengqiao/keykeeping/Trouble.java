package org.fengqiao.keykeeping;

import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;

import org.fengqiao.local.UserError;

/** Failures of files and devices, told in one line. */
final class Trouble {

    private Trouble() {}

    /** Does work with a file or device; what can be put right is thrown as {@link UserError}. */
    static <T> T told(Path what, Supplier<T> work) {
        try {
            return work.get();
        } catch (UncheckedIOException e) {
            throw new UserError(
                    switch (e.getCause()) {
                        case FileAlreadyExistsException _ -> "%s is there already and stays as it is.".formatted(what);
                        case NoSuchFileException _ -> "%s is not there.".formatted(what);
                        default ->
                            "%s: %s"
                                    .formatted(
                                            e.getCause().getClass().getSimpleName(),
                                            e.getCause().getMessage());
                    });
        } catch (IllegalStateException e) {
            var cause = e.getCause() == null ? "" : " (" + rootOf(e).getMessage() + ")";
            throw new UserError(e.getMessage() + cause);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
