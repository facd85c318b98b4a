package io.tidbclient.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the project, as far as tests need to read Markdown.
 *
 * @param path relative to the project
 * @param lines its lines
 */
record MarkdownPage(Path path, List<String> lines) {
    private static final Pattern FENCE = Pattern.compile("^( *)(`{3,})(\\w*)\\s*$");
    private static final Pattern MARK = Pattern.compile("^ *<!-- (.*?) -->\\s*$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Set<String> NO_PAGES = Set.of("target", ".git", "node_modules");

    /**
     * A fenced block.
     *
     * @param line the line of its fence, from 1
     * @param mark the HTML comment directly above it, if there is one
     * @param language the word behind the fence
     * @param text its lines, without the indentation of the fence
     */
    record Block(int line, Optional<String> mark, String language, List<String> text) {}

    /** A link to something in the project. */
    record Link(int line, String target) {}

    MarkdownPage {
        lines = List.copyOf(lines);
    }

    /** Every page of the project. */
    static List<MarkdownPage> all() {
        try (Stream<Path> files = Files.walk(Path.of(""))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> NO_PAGES.stream().noneMatch(file::startsWith))
                    .sorted()
                    .map(MarkdownPage::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MarkdownPage read(Path path) {
        try {
            return new MarkdownPage(path, Files.readAllLines(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            Matcher fence = FENCE.matcher(lines.get(at));
            if (!fence.matches()) {
                continue;
            }
            int begin = at;
            List<String> text = new ArrayList<>();
            for (at++; at < lines.size() && !lines.get(at).strip().equals(fence.group(2)); at++) {
                text.add(unindented(lines.get(at), fence.group(1).length()));
            }
            blocks.add(new Block(begin + 1, markAbove(begin), fence.group(3), List.copyOf(text)));
        }
        return blocks;
    }

    private Optional<String> markAbove(int line) {
        int above = line - 1;
        while (above >= 0 && lines.get(above).isBlank()) {
            above--;
        }
        return Optional.of(MARK.matcher(above < 0 ? "" : lines.get(above)))
                .filter(Matcher::matches)
                .map(mark -> mark.group(1));
    }

    private static String unindented(String line, int indentation) {
        return line.substring(
                Math.min(indentation, line.length() - line.stripLeading().length()));
    }

    /** Links that do not lead out of the project, outside code. */
    List<Link> links() {
        List<Link> links = new ArrayList<>();
        forProse((number, line) -> {
            Matcher link = LINK.matcher(CODE.matcher(line).replaceAll("code"));
            while (link.find()) {
                if (!link.group(1).matches("[a-z]+:.*")) {
                    links.add(new Link(number, link.group(1)));
                }
            }
        });
        return links;
    }

    /** What can stand behind {@code #} in a link to this page, as GitHub makes it from headings. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> used = new HashMap<>();
        forProse((number, line) -> {
            if (line.matches("#{1,6} .*")) {
                String anchor = line.replaceFirst("#+ +", "")
                        .strip()
                        .replaceAll("\\[([^]]*)\\]\\([^)]*\\)", "$1")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
                int before = used.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
        });
        return anchors;
    }

    private void forProse(LineReader reader) {
        String fence = "";
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            Matcher begin = FENCE.matcher(line);
            if (!fence.isEmpty()) {
                fence = line.strip().equals(fence) ? "" : fence;
            } else if (begin.matches()) {
                fence = begin.group(2);
            } else {
                reader.read(at + 1, line);
            }
        }
    }

    private interface LineReader {
        void read(int number, String line);
    }
}
