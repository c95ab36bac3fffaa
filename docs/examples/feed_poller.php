<?php
/* Keeps a folder of pages in step with a private feed in JSON: run it each minute, from cron.
 *
 *     php feed_poller.php https://wire.example/v1/feeds/SECRET pages/
 *
 * A text that is held, withdrawn or killed is taken down; one that is corrected or reinstated is written again.
 * Put what your CMS needs into publish and take_down. Needs allow_url_fopen; no extension beyond PHP's own.
 */

function page_of(string $folder, array $item): string
{
    return $folder . '/' . str_replace(':', '_', $item['id']) . '.html';
}

function publish(string $folder, array $item): void
{
    $page = '<h1>' . htmlspecialchars($item['title']) . "</h1>\n" . $item['content_html'] . "\n";
    file_put_contents(page_of($folder, $item), $page);
}

function take_down(string $folder, array $item): void
{
    if (is_file(page_of($folder, $item))) {
        unlink(page_of($folder, $item));
    }
}

/* A notice says what happened to another item; it is for people, and is not published. */
function tell_editors(array $item): void
{
    echo $item['title'], "\n";
}

/* The feed and its ETag; null when nothing changed. */
function fetch(string $address, string $etag): array
{
    $headers = $etag === '' ? '' : "If-None-Match: $etag\r\n";
    $asking = ['http' => ['header' => $headers, 'timeout' => 30, 'ignore_errors' => true]];
    $body = file_get_contents($address, false, stream_context_create($asking));
    if ($body === false || !preg_match('/ (\d{3})/', $http_response_header[0], $status)) {
        fwrite(STDERR, "The feed does not answer; it is asked again next time.\n");
        exit(1);
    }
    if ($status[1] === '304') {
        return [null, $etag];
    }
    $feed = json_decode($body, true);
    if ($status[1] !== '200' || !is_array($feed)) {
        fwrite(STDERR, "The feed answered $status[1]: $body\n");
        exit(1);
    }
    foreach ($http_response_header as $line) {
        if (stripos($line, 'etag:') === 0) {
            $etag = trim(substr($line, 5));
        }
    }
    return [$feed, $etag];
}

[, $address, $folder] = $argv;
if (!is_dir($folder)) {
    mkdir($folder, 0755, true);
}
$kept = "$folder/state.json";
$state = is_file($kept) ? json_decode(file_get_contents($kept), true) : ['etag' => '', 'seen' => []];
[$feed, $etag] = fetch($address, $state['etag']);
foreach (array_reverse($feed['items'] ?? []) as $item) {
    $about = $item['_newsflow'];
    if (($state['seen'][$item['id']] ?? null) === $about['version']) {
        continue;
    }
    if (isset($about['notice_action'])) {
        tell_editors($item);
    } elseif ($about['status'] === 'usable') {
        publish($folder, $item);
    } else { // withheld or canceled: held, withdrawn, killed
        take_down($folder, $item);
    }
    $state['seen'][$item['id']] = $about['version'];
}
$state['etag'] = $etag;
file_put_contents("$kept.new", json_encode($state));
rename("$kept.new", $kept);
