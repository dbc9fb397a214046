package org.fengqiao.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** Ports that have to be different and free before anything is started. */
final class Ports {

    private Ports() {}

    /**
     * Makes sure that no two want the same port, so that nothing is started, built or thrown away before it is said.
     *
     * @param wanted the ports by who wants them
     * @throws UserError about the first that is wanted twice
     */
    static void requireDifferent(Map<String, Integer> wanted) {
        var takers = new HashMap<Integer, String>();
        wanted.forEach((who, port) -> {
            var other = takers.putIfAbsent(port, who);
            if (other != null) {
                throw new UserError("Port %d can't be that of both %s and %s. Choose another with --port %s=NUMBER."
                        .formatted(port, other, who, who));
            }
        });
    }

    /**
     * Makes sure that every port is free now.
     *
     * @param wanted the ports by who wants them
     * @throws UserError about the first that is taken
     */
    static void requireFree(Map<String, Integer> wanted) {
        wanted.forEach((who, port) -> {
            if (!isFree(port)) {
                throw new UserError(("Port %d, which %s listens on, is taken by another program."
                                + " Choose another with --port %s=NUMBER.")
                        .formatted(port, who, who));
            }
        });
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
