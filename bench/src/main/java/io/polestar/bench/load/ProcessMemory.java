package io.polestar.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM on this machine holds after a collection: the objects that live, and everything resident outside of the heap, mapped files
 * included.
 *
 * @param heapBytes used on the heap
 * @param otherBytes resident outside of the heap's addresses
 */
record ProcessMemory(long heapBytes, long otherBytes) {
    private static final Pattern HEAP = Pattern.compile("used (\\d+)K.*?\\[0x([0-9a-f]+), 0x([0-9a-f]+)\\)");
    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-[0-9a-f]+ .*");
    private static final Pattern RESIDENT = Pattern.compile("Rss:\\s+(\\d+) kB");

    /** Collects and looks, of a process of this user; on Linux. */
    static ProcessMemory afterCollection(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        jcmd(pid, "GC.run");
        Matcher heap = HEAP.matcher(jcmd(pid, "GC.heap_info"));
        if (!heap.find()) {
            throw new IOException("jcmd tells no heap of process " + pid);
        }
        long from = Long.parseUnsignedLong(heap.group(2), 16);
        long to = Long.parseUnsignedLong(heap.group(3), 16);
        return new ProcessMemory(Long.parseLong(heap.group(1)) << 10, residentOutside(pid, from, to));
    }

    private static long residentOutside(long pid, long from, long to) throws IOException {
        long bytes = 0;
        boolean counts = false;
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps"))) {
            Matcher mapping = MAPPING.matcher(line);
            Matcher resident = RESIDENT.matcher(line);
            if (mapping.matches()) {
                long start = Long.parseUnsignedLong(mapping.group(1), 16);
                counts = start < from || start >= to;
            } else if (counts && resident.matches()) {
                bytes += Long.parseLong(resident.group(1)) << 10;
            }
        }
        return bytes;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + command + " failed: " + answer);
        }
        return answer;
    }
}
