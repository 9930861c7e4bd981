<?php
// Reads values, a line each, and answers how PHP prints them.
namespace Aws\Api {
    class DateTimeResult extends \DateTime
    {
    }
}

namespace {
    function value(array &$words)
    {
        $word = array_shift($words);
        $rest = substr($word, 1);
        switch ($word[0]) {
            case 'N': return null;
            case 'T': return true;
            case 'F': return false;
            case 'I': return (int) $rest;
            case 'S': return $rest / 1000.0;
            case 'D': return new Aws\Api\DateTimeResult(sprintf('@%d.%03d', intdiv((int) $rest, 1000), $rest % 1000));
            case 'X': case 'B': return hex2bin($rest);
            case 'L':
                $list = [];
                for ($left = (int) $rest; $left > 0; $left--) $list[] = value($words);
                return $list;
            default:
                array_shift($words);
                $map = [];
                for ($left = (int) $rest; $left > 0; $left--) {
                    $name = hex2bin(array_shift($words));
                    $map[$name] = value($words);
                }
                return $map;
        }
    }

    ini_set('precision', '17');
    ini_set('serialize_precision', '-1');
    ini_set('precision', '-1');
    while (($line = fgets(STDIN)) !== false) {
        $words = explode(' ', trim($line));
        $notation = hex2bin(array_shift($words));
        $value = value($words);
        echo bin2hex($notation === 'print_r' ? print_r($value, true) : var_export($value, true)), "\n";
    }
}
